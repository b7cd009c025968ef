/*
 * validate_rights: VALIDATE -> plan -> emit -> apply -> log
 *
 * What rights have to be to one another, wherever they come from: a changed role
 * and a restored object meet permissions that were valid before.
 *
 * Expects: a workspace.
 * Returns: the faults of validate_object_permission() for all objects that there
 *          are, and those of validate_cascades().
 * Test:    test/functions/10-validate/validate_rights.tap.sql
 */
create or replace function compiler.validate_rights(p_workspace_id uuid)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_rights$
begin
  return array(
      select f
      from core."objectPermission" p
      join core."objectMetadata" o on o.id = p."objectMetadataId"
      cross join unnest(compiler.validate_object_permission(p)) f
      where p."workspaceId" = p_workspace_id
      order by o.ordinal, p.id)
    || compiler.validate_cascades(p_workspace_id);
end;
$validate_rights$;

comment on function compiler.validate_rights is 'Validate pass: the rights of a workspace''s roles beside one another.';

revoke all on function compiler.validate_rights from public;
