/*
 * Triggers of core."rowPermission".
 *
 * They fire for everyone but the compiler, whose own rows are compiled by
 * whoever writes them. Names are numbered in the order of firing.
 *
 * Test:    test/functions/80-triggers/on_row_permission.tap.sql
 */
create or replace trigger "0_lock" before update or delete on core."rowPermission"
  for each statement when (current_user <> 'compiler') execute function compiler.lock_claimed_workspace();
create or replace trigger "1_before_change" before insert or update on core."rowPermission"
  for each row when (current_user <> 'compiler') execute function compiler.before_change_permission();
create or replace trigger "1_before_delete" before delete on core."rowPermission"
  for each row when (current_user <> 'compiler') execute function compiler.before_delete();
create or replace trigger "2_after_insert" after insert on core."rowPermission" referencing new table as changed_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_change_permission();
create or replace trigger "2_after_update" after update on core."rowPermission" referencing new table as changed_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_change_permission();
create or replace trigger "2_after_delete" after delete on core."rowPermission" referencing old table as changed_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_change_permission();
create or replace trigger "3_set_updated_at" before update on core."rowPermission"
  for each row execute function core.set_updated_at();
create or replace trigger "4_forbid_change" before truncate on core."rowPermission"
  for each statement when (current_user <> 'compiler') execute function compiler.forbid_change();
