/*
 * Triggers of core."user".
 *
 * They fire for everyone but the compiler, whose own rows are compiled by
 * whoever writes them. Names are numbered in the order of firing.
 *
 * Test:    test/functions/80-triggers/on_user.tap.sql
 */
create or replace trigger "2_after_update" after update on core."user" referencing old table as changed_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_change_user();
create or replace trigger "3_set_updated_at" before update on core."user"
  for each row execute function core.set_updated_at();
