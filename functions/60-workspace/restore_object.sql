/*
 * restore_object: workspace
 *
 * Brings a deleted object back with its fields and its records.
 *
 * Expects: the id that the object had.
 * Raises:  MC401 no such object, MC104 its name is taken meanwhile, see
 *          validate_rights().
 * Test:    test/functions/60-workspace/restore_object.tap.sql
 */
create or replace function core.restore_object(p_object_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $restore_object$
declare
  v_deleted    compiler.deleted := compiler.find_deleted(p_object_id, 'OBJECT');
  v_ids        uuid[];
  v_object     core."objectMetadata" := jsonb_populate_record(null::core."objectMetadata", v_deleted.definition);
  v_pending    compiler.pending;
  v_field      core."fieldMetadata";
  v_plan       compiler.operation[];
  v_step       compiler.operation;
begin
  insert into core."objectMetadata" overriding system value select v_object.*;
  perform compiler.raise_faults(compiler.restoration_faults(
    compiler.validate_object_names(v_deleted.workspace_id, array[p_object_id])));
  delete from compiler.deleted d where d.id = p_object_id;
  v_ids := array(select d.id from compiler.deleted d where d.object_id = p_object_id and d.with_object);

  v_plan := compiler.plan_object(v_object, null, null);
  v_step := v_plan[1];
  v_step.type := 'UPDATE_OBJECT';
  v_step.action := 'RENAME';
  v_step.previous_name := compiler.id_name('deleted', p_object_id);
  v_plan[1] := v_step;
  v_pending := compiler.restore_rows(v_ids);
  foreach v_field in array v_pending.fields loop
    v_plan := v_plan || compiler.plan_field_restoration(v_field, v_object."nameSingular", false);
  end loop;
  perform compiler.raise_faults(compiler.validate_rights(v_deleted.workspace_id));
  v_plan := v_plan || array(
    select compiler.plan_index(i, v_object."nameSingular", compiler.index_columns(i, false))
    from core."indexMetadata" i where i."objectMetadataId" = p_object_id order by i.ordinal);
  perform compiler.execute_operations(v_deleted.workspace_id, compiler.schema_name(v_deleted.workspace_id),
    v_plan || compiler.plan_object_grants(v_object),
    p_object_id || v_ids || array(select r.id from core."relationMetadata" r where r."toObjectMetadataId" = p_object_id), true);
end;
$restore_object$;

comment on function core.restore_object is 'Brings a deleted object back with its fields and its records.';

revoke all on function core.restore_object from public;
grant execute on function core.restore_object to core_settings;
