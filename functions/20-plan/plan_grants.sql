/*
 * plan_grants: validate -> PLAN -> emit -> apply -> log
 *
 * What the workspace's roles may do with the records of an object that no
 * permission is on: their flags, as rights on its table. Roles with equal rights
 * share one GRANT. The rights are listed: GRANT ALL would include TRUNCATE, which
 * row-level security ignores. A role that may soft-delete but not update, or the
 * other way round, has rights by column: plan_object_grants() adds them.
 *
 * Expects: the workspace.
 * Returns: [{ "privileges": { <privilege>: null }, "roles": [<database role>, …] }, …]
 * Test:    test/functions/20-plan/plan_grants.tap.sql
 */
create or replace function compiler.plan_grants(p_workspace_id uuid)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_grants$
begin
  return (
    with granted as (
      select r."databaseRole" as role,
        case when r."canReadAllObjectRecords" then '{"select": null}' else '{}' end::jsonb
          || case when r."canUpdateAllObjectRecords" then '{"insert": null}' else '{}' end::jsonb
          || case when r."canUpdateAllObjectRecords" and r."canSoftDeleteAllObjectRecords" then '{"update": null}' else '{}' end::jsonb
          || case when r."canDestroyAllObjectRecords" then '{"delete": null}' else '{}' end::jsonb as privileges
      from core.role r
      where r."workspaceId" = p_workspace_id
    ),
    grouped as (
      select privileges, jsonb_agg(role order by role) as roles
      from granted
      where privileges <> '{}'
      group by privileges
    )
    select coalesce(
      jsonb_agg(jsonb_build_object('privileges', privileges, 'roles', roles) order by privileges), '[]')
    from grouped
  );
end;
$plan_grants$;

comment on function compiler.plan_grants is 'Plan pass: the rights of a workspace''s roles on a table.';

revoke all on function compiler.plan_grants from public;
