/*
 * Triggers of core."userWorkspace".
 *
 * They fire for everyone but the compiler, whose own rows are compiled by
 * whoever writes them. Names are numbered in the order of firing.
 *
 * Test:    test/functions/80-triggers/on_user_workspace.tap.sql
 */
create or replace trigger "3_set_updated_at" before update on core."userWorkspace"
  for each row execute function core.set_updated_at();
