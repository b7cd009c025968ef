/*
 * Triggers of core."fieldMetadata".
 *
 * They fire for everyone but the compiler, whose own rows are compiled by
 * whoever writes them. Names are numbered in the order of firing.
 *
 * Test:    test/functions/80-triggers/on_field.tap.sql
 */
create or replace trigger "1_before_insert" before insert on core."fieldMetadata"
  for each row when (current_user <> 'compiler') execute function compiler.before_insert_field();
create or replace trigger "2_after_insert" after insert on core."fieldMetadata" referencing new table as new_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_insert_field();
drop trigger if exists "5_waiting_relation" on core."fieldMetadata";
create constraint trigger "5_waiting_relation" after insert on core."fieldMetadata"
  deferrable initially deferred
  for each row when (new.type = 'RELATION') execute function compiler.check_waiting_relation();
create or replace trigger "3_set_updated_at" before update on core."fieldMetadata"
  for each row execute function core.set_updated_at();
create or replace trigger "4_forbid_change" before truncate on core."fieldMetadata"
  for each statement when (current_user <> 'compiler') execute function compiler.forbid_change();
create or replace trigger "0_lock" before update or delete on core."fieldMetadata"
  for each statement when (current_user <> 'compiler') execute function compiler.lock_claimed_workspace();
create or replace trigger "1_before_update" before update on core."fieldMetadata"
  for each row when (current_user <> 'compiler') execute function compiler.before_update_field();
create or replace trigger "2_after_update" after update on core."fieldMetadata" referencing new table as new_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_update_field();
create or replace trigger "1_before_delete" before delete on core."fieldMetadata"
  for each row when (current_user <> 'compiler') execute function compiler.before_delete();
create or replace trigger "2_after_delete" after delete on core."fieldMetadata" referencing old table as old_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_delete_field();
