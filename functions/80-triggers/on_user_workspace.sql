/*
 * Triggers of core."userWorkspace".
 *
 * They fire for everyone but the compiler, whose own rows are compiled by
 * whoever writes them. Names are numbered in the order of firing.
 *
 * Test:    test/functions/80-triggers/on_user_workspace.tap.sql
 */
create or replace trigger "1_before_change" before insert or update or delete on core."userWorkspace"
  for each row when (current_user <> 'compiler') execute function compiler.before_change_membership();
create or replace trigger "2_after_insert" after insert on core."userWorkspace" referencing new table as changed_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_change_membership();
create or replace trigger "2_after_update" after update on core."userWorkspace" referencing old table as changed_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_change_membership();
create or replace trigger "2_after_delete" after delete on core."userWorkspace" referencing old table as changed_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_change_membership();
create or replace trigger "3_set_updated_at" before update on core."userWorkspace"
  for each row execute function core.set_updated_at();
create or replace trigger "4_forbid_change" before truncate on core."userWorkspace"
  for each statement when (current_user <> 'compiler') execute function compiler.forbid_change();
