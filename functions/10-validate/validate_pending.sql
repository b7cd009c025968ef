/*
 * validate_pending: VALIDATE -> plan -> emit -> apply -> log
 *
 * All faults of all pending rows of some objects, raised at once.
 *
 * Expects: the workspace and its schema; what read_pending() read.
 * Raises:  MC…, see the functions that it calls; MC401 a field of no object of
 *          this workspace.
 * Test:    test/functions/10-validate/validate_pending.tap.sql
 */
create or replace function compiler.validate_pending(
  p_workspace_id uuid, p_schema_name text, p_pending compiler.pending)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_pending$
declare
  v_faults   compiler.fault[] := compiler.validate_new_ids(p_workspace_id,
    p_pending.new_object_ids || array(select f.id from unnest(p_pending.fields) f),
    array(select r.id from unnest(p_pending.relations) r));
  v_object   core."objectMetadata";
  v_field    core."fieldMetadata";
  v_relation core."relationMetadata";
begin
  foreach v_object in array p_pending.objects loop
    if v_object.id = any (p_pending.new_object_ids) then
      v_faults := v_faults || compiler.validate_object(v_object);
    end if;
  end loop;
  if p_pending.new_object_ids <> '{}' then
    v_faults := v_faults || compiler.validate_object_names(p_workspace_id, p_pending.new_object_ids);
  end if;

  foreach v_field in array p_pending.fields loop
    if v_field."objectMetadataId" <> all (p_pending.object_ids) then
      v_faults := v_faults || row('MC401',
        format('field %s belongs to no object', compiler.shown(v_field.name)),
        format('No object of this workspace has the id %s.', v_field."objectMetadataId"),
        'Give the id of an object of this workspace as objectMetadataId.')::compiler.fault;
      continue;
    end if;
    v_faults := v_faults || compiler.validate_field(v_field);
    if (not v_field."isNullable" or v_field."isUnique")
      and v_field."objectMetadataId" <> all (p_pending.new_object_ids) then
      v_object := p_pending.objects[array_position(p_pending.object_ids, v_field."objectMetadataId")];
      v_faults := v_faults || compiler.validate_not_null(p_schema_name, v_object."nameSingular", v_field)
        || compiler.validate_unique(p_schema_name, v_object."nameSingular", v_field)
        || compiler.validate_member_field(v_object."nameSingular", v_field);
    end if;
  end loop;

  foreach v_relation in array p_pending.relations loop
    v_faults := v_faults || compiler.validate_relation(v_relation);
  end loop;

  perform compiler.raise_faults(v_faults);
end;
$validate_pending$;

comment on function compiler.validate_pending is 'Validate pass: raises the faults of all pending rows.';

revoke all on function compiler.validate_pending from public;
