/*
 * Triggers of core.workspace.
 *
 * They fire for everyone but the compiler, whose own rows are compiled by
 * whoever writes them. Names are numbered in the order of firing.
 *
 * Test:    test/functions/80-triggers/on_workspace.tap.sql
 */
create or replace trigger "1_before_insert" before insert on core.workspace
  for each row when (current_user <> 'compiler') execute function compiler.before_insert_workspace();
create or replace trigger "2_after_insert" after insert on core.workspace referencing new table as new_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_insert_workspace();
create or replace trigger "0_lock_claimed" before update on core.workspace
  for each statement when (current_user <> 'compiler') execute function compiler.lock_claimed_workspace();
create or replace trigger "1_before_update" before update on core.workspace
  for each row when (current_user <> 'compiler') execute function compiler.before_update_workspace();
create or replace trigger "3_set_updated_at" before update on core.workspace
  for each row execute function core.set_updated_at();
create or replace trigger "4_forbid_change" before delete or truncate on core.workspace
  for each statement when (current_user <> 'compiler') execute function compiler.forbid_change(
    'Set "deletedAt", and when nobody needs it any more: select core.destroy_workspace(<id>).');
