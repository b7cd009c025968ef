/*
 * compile_roles: VALIDATE -> PLAN -> EMIT -> APPLY -> LOG
 *
 * Compiles what changed of roles; the triggers on their rows have validated them.
 *
 * Expects: the workspace's lock; its schema; ids of the rows that were created,
 *          changed or deleted.
 * Test:    test/functions/60-workspace/compile_roles.tap.sql
 */
create or replace function compiler.compile_roles(p_workspace_id uuid, p_schema_name text, p_ids uuid[])
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $compile_roles$
declare
  v_operations compiler.operation[];
  v_gone       uuid[];
  v_field_ids  uuid[];
begin
  v_field_ids := compiler.follow_in_access(p_workspace_id, p_ids);
  -- A new role gets of a field what its settings give it, if they give rights by role; of a deleted one too, which may come back.
  perform compiler.derive_field_permissions(
    array(
      select f from core."fieldMetadata" f where f."workspaceId" = p_workspace_id and f.settings ?| '{permissions,accessLevel}'
      union all
      select jsonb_populate_record(null::core."fieldMetadata", d.definition)
      from compiler.deleted d
      where d.workspace_id = p_workspace_id and d.kind = 'FIELD' and d.definition -> 'settings' ?| '{permissions,accessLevel}'),
    array(select i from unnest(p_ids) i where not exists (select from compiler.compiled c where c.id = i)));
  perform compiler.raise_faults(compiler.validate_rights(p_workspace_id));
  v_operations := compiler.plan_roles(p_workspace_id, p_ids);
  if v_operations <> '{}' then
    -- Row permissions go with their role.
    v_gone := array(
      select c.id from compiler.compiled c
      where c.workspace_id = p_workspace_id and c.kind = 'ROW_PERMISSION'
        and not exists (select from core."rowPermission" p where p.id = c.id));
    perform compiler.execute_operations(p_workspace_id, p_schema_name, v_operations, p_ids || v_gone || v_field_ids, true);
  end if;
end;
$compile_roles$;

comment on function compiler.compile_roles is 'Pipeline: compiles what changed of roles.';

revoke all on function compiler.compile_roles from public;
