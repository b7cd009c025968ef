/*
 * Triggers of core."objectMetadata".
 *
 * They fire for everyone but the compiler, whose own rows are compiled by
 * whoever writes them. Names are numbered in the order of firing.
 *
 * Test:    test/functions/80-triggers/on_object.tap.sql
 */
create or replace trigger "1_before_insert" before insert on core."objectMetadata"
  for each row when (current_user <> 'compiler') execute function compiler.before_insert_object();
create or replace trigger "2_after_insert" after insert on core."objectMetadata" referencing new table as new_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_insert_object();
drop trigger if exists "5_identifier_fields" on core."objectMetadata";
create constraint trigger "5_identifier_fields"
  after insert or update of "labelIdentifierFieldMetadataId", "imageIdentifierFieldMetadataId"
  on core."objectMetadata" deferrable initially deferred
  for each row
  when (new."labelIdentifierFieldMetadataId" is not null or new."imageIdentifierFieldMetadataId" is not null)
  execute function compiler.check_identifier_fields();
create or replace trigger "3_set_updated_at" before update on core."objectMetadata"
  for each row execute function core.set_updated_at();
create or replace trigger "4_forbid_change" before truncate on core."objectMetadata"
  for each statement when (current_user <> 'compiler') execute function compiler.forbid_change();
create or replace trigger "0_lock" before update or delete on core."objectMetadata"
  for each statement when (current_user <> 'compiler') execute function compiler.lock_claimed_workspace();
create or replace trigger "1_before_update" before update on core."objectMetadata"
  for each row when (current_user <> 'compiler') execute function compiler.before_update_object();
create or replace trigger "2_after_update" after update on core."objectMetadata" referencing new table as new_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_update_object();
create or replace trigger "1_before_delete" before delete on core."objectMetadata"
  for each row when (current_user <> 'compiler') execute function compiler.before_delete();
create or replace trigger "2_after_delete" after delete on core."objectMetadata" referencing old table as old_rows
  for each statement when (current_user <> 'compiler') execute function compiler.after_delete_object();
