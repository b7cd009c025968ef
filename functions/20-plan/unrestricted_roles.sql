/*
 * unrestricted_roles: validate -> PLAN -> emit -> apply -> log
 *
 * Expects: a workspace; one of its objects, or null for one that is new.
 * Returns: the Postgres roles of its roles that have no row permission on the
 *          object, in order. ADMIN is always among them.
 * Test:    test/functions/20-plan/unrestricted_roles.tap.sql
 */
create or replace function compiler.unrestricted_roles(p_workspace_id uuid, p_object_id uuid)
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $unrestricted_roles$
begin
  return array(
    select r."databaseRole"
    from core.role r
    where r."workspaceId" = p_workspace_id and not exists (
      select from core."rowPermission" p where p."roleId" = r.id and p."objectMetadataId" = p_object_id)
    order by r."databaseRole");
end;
$unrestricted_roles$;

comment on function compiler.unrestricted_roles is 'Plan pass: the roles that an object''s shared policy is for.';

revoke all on function compiler.unrestricted_roles from public;
