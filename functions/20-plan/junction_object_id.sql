/*
 * junction_object_id: validate -> PLAN -> emit -> apply -> log
 *
 * Expects: the id of a field.
 * Returns: the id of the object that holds its MANY_TO_MANY relation; null for any
 *          other field.
 * Test:    test/functions/20-plan/junction_object_id.tap.sql
 */
create or replace function compiler.junction_object_id(p_list_field_id uuid)
returns uuid
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $junction_object_id$
begin
  return (
    select f."objectMetadataId"
    from compiler.junction j
    join core."fieldMetadata" f on f.id = j.field_id
    where j.list_field_id = p_list_field_id);
end;
$junction_object_id$;

comment on function compiler.junction_object_id is 'Plan pass: the object that holds a MANY_TO_MANY relation.';

revoke all on function compiler.junction_object_id from public;
