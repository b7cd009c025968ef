/*
 * plan_blueprint_roles: validate -> PLAN -> emit -> apply -> log
 *
 * What a blueprint's roles mean beside those of the workspace; their permissions
 * are plan_blueprint_permissions()'s. A role that is not listed stays: it may be
 * somebody's.
 *
 * Expects: a valid blueprint.
 * Returns: [{ step, row }], CREATE_ROLE and UPDATE_ROLE, in the blueprint's order.
 * Test:    test/functions/20-plan/plan_blueprint_roles.tap.sql
 */
create or replace function compiler.plan_blueprint_roles(p_workspace_id uuid, p_blueprint jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_blueprint_roles$
declare
  v_permissions constant text[] := '{objectPermissions,fieldPermissions,rowPermissions}';
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
        'step', case when r.id is null then 'CREATE_ROLE' else 'UPDATE_ROLE' end,
        'row', compiler.full_role(e.role) - v_permissions || jsonb_build_object('id', r.id)) order by e.place), '[]')
    from jsonb_array_elements(p_blueprint -> 'roles') with ordinality e (role, place)
    left join core.role r on r."workspaceId" = p_workspace_id and r.name = e.role ->> 'name'
    where compiler.blueprint_role(r) - v_permissions is distinct from compiler.full_role(e.role) - v_permissions);
end;
$plan_blueprint_roles$;

comment on function compiler.plan_blueprint_roles is 'Plan pass: what a blueprint changes of roles.';

revoke all on function compiler.plan_blueprint_roles from public;
