/*
 * follow_in_access: validate -> PLAN -> emit -> apply -> log
 *
 * Settings of fields that name a role follow it when it is renamed or deleted, those
 * of deleted fields too. The rights themselves are the role's already.
 *
 * Expects: ids of roles that were created, changed or deleted.
 * Returns: the ids of the fields that have other settings now.
 * Test:    test/functions/20-plan/follow_in_access.tap.sql
 */
create or replace function compiler.follow_in_access(p_workspace_id uuid, p_ids uuid[])
returns uuid[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $follow_in_access$
declare
  v_names  jsonb;
  v_result uuid[];
begin
  select jsonb_object_agg(c.definition ->> 'name', r.name) into v_names
  from compiler.compiled c
  left join core.role r on r.id = c.id
  where c.id = any (p_ids) and c.kind = 'ROLE' and c.definition ->> 'name' is distinct from r.name;
  if v_names is null then
    return '{}';
  end if;
  update compiler.deleted d
  set definition = jsonb_set(d.definition, '{settings}', compiler.access_with_new_names(d.definition -> 'settings', v_names))
  where d.workspace_id = p_workspace_id and d.kind = 'FIELD' and d.definition -> 'settings' ?| '{permissions,accessLevel}';
  with changed as (
    update core."fieldMetadata" f
    set settings = compiler.access_with_new_names(f.settings, v_names)
    where f."workspaceId" = p_workspace_id and f.settings <> compiler.access_with_new_names(f.settings, v_names)
    returning f.id
  )
  select coalesce(array_agg(id), '{}') into v_result from changed;
  return v_result;
end;
$follow_in_access$;

comment on function compiler.follow_in_access is 'Plan pass: settings of fields follow the roles that they name.';

revoke all on function compiler.follow_in_access from public;
