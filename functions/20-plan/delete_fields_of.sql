/*
 * delete_fields_of: validate -> PLAN -> emit -> apply -> log
 *
 * The fields and indexes of a deleted object go with it, and its relations: those
 * with itself, and those with others of which the same statement deletes a field.
 *
 * Returns: their ids, whichever of them went before.
 * Test:    test/functions/20-plan/delete_fields_of.tap.sql
 */
create or replace function compiler.delete_fields_of(p_object_id uuid)
returns uuid[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $delete_fields_of$
declare
  v_ids uuid[];
begin
  with relation as (
    delete from core."relationMetadata" r
    where p_object_id in (r."fromObjectMetadataId", r."toObjectMetadataId")
    returning r.id, r."fromFieldMetadataId", r."toFieldMetadataId"
  ),
  index as (
    delete from core."indexMetadata" i where i."objectMetadataId" = p_object_id returning i.id
  ),
  field as (
    delete from core."fieldMetadata" f
    where f."objectMetadataId" = p_object_id
      or f.id in (select unnest(array[r."fromFieldMetadataId", r."toFieldMetadataId"]) from relation r)
    returning f.id
  )
  select coalesce(array_agg(id), '{}') into v_ids
  from (
    select id from relation union all select id from index union all select id from field
    union
    select unnest(array["fromFieldMetadataId", "toFieldMetadataId"]) from relation) gone;
  return v_ids;
end;
$delete_fields_of$;

comment on function compiler.delete_fields_of is 'Plan pass: removes the metadata of a deleted object''s fields.';

revoke all on function compiler.delete_fields_of from public;
