/*
 * object_rights: validate -> PLAN -> emit -> apply -> log
 *
 * What each role of the workspace may do with the records of an object: the
 * permission on it where there is one and it says something, else the flag.
 *
 * Expects: an object, compiled or not.
 * Returns: one row a role; database_role is its Postgres role.
 * Test:    test/functions/20-plan/object_rights.tap.sql
 */
create or replace function compiler.object_rights(p_workspace_id uuid, p_object_id uuid)
returns table (role_id uuid, name text, database_role text,
  can_read boolean, can_create boolean, can_update boolean, can_soft_delete boolean, can_destroy boolean)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $object_rights$
begin
  return query
  select r.id, r.name::text, r."databaseRole",
    coalesce(p."canReadObjectRecords", r."canReadAllObjectRecords"),
    coalesce(p."canCreateObjectRecords", r."canUpdateAllObjectRecords"),
    coalesce(p."canUpdateObjectRecords", r."canUpdateAllObjectRecords"),
    coalesce(p."canSoftDeleteObjectRecords", r."canSoftDeleteAllObjectRecords"),
    coalesce(p."canDestroyObjectRecords", r."canDestroyAllObjectRecords")
  from core.role r
  left join core."objectPermission" p on p."roleId" = r.id and p."objectMetadataId" = p_object_id
  where r."workspaceId" = p_workspace_id
  order by r."databaseRole";
end;
$object_rights$;

comment on function compiler.object_rights is 'Plan pass: what each role may do with the records of an object.';

revoke all on function compiler.object_rights from public;
