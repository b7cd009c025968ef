/*
 * restore_field: workspace
 *
 * Brings a deleted field back with its data; of a relation both fields.
 *
 * Expects: the id that the field had.
 * Raises:  MC401 no such field, MC104 its name is taken meanwhile, MC206 records
 *          that came meanwhile have no value, MC209 duplicates, MC503 its object
 *          is deleted.
 * Test:    test/functions/60-workspace/restore_field.tap.sql
 */
create or replace function core.restore_field(p_field_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $restore_field$
declare
  v_deleted    compiler.deleted := compiler.find_deleted(p_field_id, 'FIELD');
  v_ids        uuid[] := array[p_field_id];
  v_pending    compiler.pending;
  v_field      core."fieldMetadata";
  v_object     core."objectMetadata";
  v_schema     text := compiler.schema_name(v_deleted.workspace_id);
  v_faults     compiler.fault[] := '{}';
  v_operations compiler.operation[] := '{}';
begin
  -- Both halves of a relation.
  select v_ids || coalesce(array_agg(s.id), '{}') into v_ids
  from jsonb_populate_recordset(null::core."relationMetadata", v_deleted.relations) r
  cross join unnest(array[r."fromFieldMetadataId", r."toFieldMetadataId"]) s (id)
  where s.id <> p_field_id;
  v_pending := compiler.restore_rows(v_ids);
  perform compiler.raise_faults(compiler.restoration_faults(compiler.validate_field_names(v_pending)));

  perform compiler.lock_counted_tables(v_schema, array(
    select compiler.compiled_table_name(f."objectMetadataId")
    from unnest(v_pending.fields) f where compiler.has_column(f.type, f.settings)));
  foreach v_field in array v_pending.fields loop
    select o.* into strict v_object from core."objectMetadata" o where o.id = v_field."objectMetadataId";
    v_faults := v_faults || compiler.validate_restoration(v_field, v_schema, v_object."nameSingular");
    v_operations := v_operations || compiler.plan_field_restoration(v_field, v_object."nameSingular", true);
  end loop;
  -- Rights by column name all columns, so that all have their names first.
  for v_object in
    select o.* from core."objectMetadata" o
    where o.id in (select f."objectMetadataId" from unnest(v_pending.fields) f)
    order by o.ordinal
  loop
    v_operations := v_operations || compiler.plan_object_grants(v_object);
  end loop;
  perform compiler.raise_faults(v_faults || compiler.validate_rights(v_deleted.workspace_id));
  perform compiler.execute_operations(v_deleted.workspace_id, v_schema, v_operations,
    v_ids || array(select (r ->> 'id')::uuid from jsonb_array_elements(v_deleted.relations) r), true);
end;
$restore_field$;

comment on function core.restore_field is 'Brings a deleted field back with its data.';

revoke all on function core.restore_field from public;
grant execute on function core.restore_field to core_settings;
