/*
 * Triggers of core."relationMetadata".
 *
 * They fire for everyone but the compiler, whose own rows are compiled by
 * whoever writes them. Names are numbered in the order of firing.
 *
 * Test:    test/functions/80-triggers/on_relation.tap.sql
 */
create or replace trigger "1_before_insert" before insert on core."relationMetadata"
  for each row when (current_user <> 'compiler') execute function compiler.before_insert_relation();
create or replace trigger "2_after_insert" after insert on core."relationMetadata" referencing new table as new_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_insert_relation();
create or replace trigger "3_set_updated_at" before update on core."relationMetadata"
  for each row execute function core.set_updated_at();
create or replace trigger "4_forbid_change" before update or truncate on core."relationMetadata"
  for each statement when (current_user <> 'compiler') execute function compiler.forbid_change(
    'Change its two fields: names, labels, settings.onDelete.');
create or replace trigger "0_lock" before delete on core."relationMetadata"
  for each statement when (current_user <> 'compiler') execute function compiler.lock_claimed_workspace();
create or replace trigger "1_before_delete" before delete on core."relationMetadata"
  for each row when (current_user <> 'compiler') execute function compiler.before_delete();
create or replace trigger "2_after_delete" after delete on core."relationMetadata" referencing old table as old_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_delete_relation();
