/*
 * validate_blueprint_in_workspace: VALIDATE -> plan -> emit -> apply -> log
 *
 * What of a blueprint can only be judged beside the workspace it is for: that
 * identifier fields are there.
 *
 * Expects: the objects of a valid blueprint, in full form.
 * Returns: every fault: MC702 a field that will not be there. Empty when there is none.
 * Test:    test/functions/10-validate/validate_blueprint_in_workspace.tap.sql
 */
create or replace function compiler.validate_blueprint_in_workspace(p_workspace_id uuid, p_objects jsonb)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_blueprint_in_workspace$
declare
  v_faults compiler.fault[];
begin
  select coalesce(array_agg(compiler.blueprint_fault(format('objects[%s].%s', o.place - 1, k.key), o.object -> k.key,
      'give the name of a field of this object') order by o.place, k.key), '{}')
  into v_faults
  from jsonb_array_elements(p_objects) with ordinality o (object, place)
  cross join unnest('{labelIdentifierField,imageIdentifierField}'::text[]) k (key)
  where o.object ->> k.key is not null and o.object ->> k.key <> all (
    select f ->> 'name' from jsonb_array_elements(o.object -> 'fields') f
    union all
    select f -> 'settings' ->> 'relationTargetFieldName'
    from jsonb_array_elements(p_objects) other
    cross join jsonb_array_elements(other -> 'fields') f
    where f -> 'settings' -> 'relationTargetObject' = o.object -> 'nameSingular'
    union all
    -- The other half of a field whose object the blueprint does not list.
    select f.name
    from core."fieldMetadata" f
    join core."objectMetadata" a on a.id = f."objectMetadataId"
    where a."workspaceId" = p_workspace_id and a."nameSingular" = o.object ->> 'nameSingular');

  return v_faults;
end;
$validate_blueprint_in_workspace$;

comment on function compiler.validate_blueprint_in_workspace is 'Validate pass: a blueprint beside the workspace it is for.';

revoke all on function compiler.validate_blueprint_in_workspace from public;
