/*
 * validate_blueprint_in_workspace: VALIDATE -> plan -> emit -> apply -> log
 *
 * What of a blueprint can only be judged beside the workspace it is for: that
 * identifier fields are there, and that roles are as they are, since nothing
 * changes roles yet.
 *
 * Expects: a valid blueprint; its objects in full form.
 * Returns: every fault: MC702 a field that will not be there, MC501 a role that
 *          differs. Empty when there is none.
 * Test:    test/functions/10-validate/validate_blueprint_in_workspace.tap.sql
 */
create or replace function compiler.validate_blueprint_in_workspace(p_workspace_id uuid, p_blueprint jsonb, p_objects jsonb)
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

  return v_faults || array(
    select row('MC501', format('role %s cannot be changed by a blueprint', compiler.shown(e.role ->> 'name')),
      format('At roles[%s]. In the workspace it %s.', e.place - 1,
        case when r.id is null then 'does not exist' else 'is another' end),
      'Leave it out.')::compiler.fault
    from jsonb_array_elements(p_blueprint -> 'roles') with ordinality e (role, place)
    left join core.role r on r."workspaceId" = p_workspace_id and r.name = e.role ->> 'name'
    where compiler.blueprint_role(r) is distinct from compiler.full_role(e.role)
    order by e.place);
end;
$validate_blueprint_in_workspace$;

comment on function compiler.validate_blueprint_in_workspace is 'Validate pass: a blueprint beside the workspace it is for.';

revoke all on function compiler.validate_blueprint_in_workspace from public;
