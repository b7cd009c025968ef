/*
 * validate_object_permission: VALIDATE -> plan -> emit -> apply -> log
 *
 * Expects: a row of core."objectPermission".
 * Returns: every fault: MC301 a role or an object that this workspace does not
 *          have, MC502 ADMIN keeps its rights, MC505 it would write what it may
 *          not read. Empty when there is none.
 * Test:    test/functions/10-validate/validate_object_permission.tap.sql
 */
create or replace function compiler.validate_object_permission(p_permission core."objectPermission")
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_object_permission$
declare
  v_role   core.role;
  v_object text;
  v_faults compiler.fault[];
begin
  select r.* into v_role from core.role r
  where r.id = p_permission."roleId" and r."workspaceId" = p_permission."workspaceId";
  select o."nameSingular" into v_object from core."objectMetadata" o
  where o.id = p_permission."objectMetadataId" and o."workspaceId" = p_permission."workspaceId";
  v_faults := compiler.validate_permission_role(v_role, p_permission."roleId");
  if v_object is null then
    v_faults := v_faults || compiler.permission_object_fault(p_permission."objectMetadataId");
  end if;
  -- A null leaves it to the role.
  if v_faults = '{}'
    and not coalesce(p_permission."canReadObjectRecords", v_role."canReadAllObjectRecords")
    and (coalesce(p_permission."canCreateObjectRecords", v_role."canUpdateAllObjectRecords")
      or coalesce(p_permission."canUpdateObjectRecords", v_role."canUpdateAllObjectRecords")
      or coalesce(p_permission."canSoftDeleteObjectRecords", v_role."canSoftDeleteAllObjectRecords")
      or coalesce(p_permission."canDestroyObjectRecords", v_role."canDestroyAllObjectRecords"))
  then
    v_faults := v_faults || row('MC505',
      format('role %s would write records of object "%s" that it may not read', compiler.shown(v_role.name), v_object),
      'What the permission leaves null, the role''s flag says.',
      'Set what it may write to false too, or let it read.')::compiler.fault;
  end if;
  return v_faults;
end;
$validate_object_permission$;

comment on function compiler.validate_object_permission is 'Validate pass: the faults of a permission on an object.';

revoke all on function compiler.validate_object_permission from public;
