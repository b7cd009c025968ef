/*
 * validate_field_permission: VALIDATE -> plan -> emit -> apply -> log
 *
 * Expects: a row of core."fieldPermission".
 * Returns: every fault: MC301 a role that this workspace does not have, or a field
 *          that the object does not have; MC502 ADMIN keeps its rights, MC505 it
 *          would write what it may not read, MC803 a field without a column. Empty when there is none.
 * Test:    test/functions/10-validate/validate_field_permission.tap.sql
 */
create or replace function compiler.validate_field_permission(p_permission core."fieldPermission")
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_field_permission$
declare
  v_role    core.role;
  v_field   core."fieldMetadata";
  v_subject text;
  v_faults  compiler.fault[];
begin
  select r.* into v_role from core.role r
  where r.id = p_permission."roleId" and r."workspaceId" = p_permission."workspaceId";
  select f.* into v_field from core."fieldMetadata" f
  where f.id = p_permission."fieldMetadataId" and f."objectMetadataId" = p_permission."objectMetadataId"
    and f."workspaceId" = p_permission."workspaceId";
  select format('field %s of object %s', compiler.shown(v_field.name), compiler.shown(o."nameSingular")) into v_subject
  from core."objectMetadata" o where o.id = v_field."objectMetadataId";
  v_faults := compiler.validate_permission_role(v_role, p_permission."roleId");
  if v_field.id is null then
    v_faults := v_faults || row('MC301', 'the permission is on no field',
      format('No object of this workspace has the id %s and a field with the id %s.',
        p_permission."objectMetadataId", p_permission."fieldMetadataId"),
      'Give the ids of a field and of its object.')::compiler.fault;
  end if;
  if v_field.id is not null and not compiler.has_column(v_field.type, v_field.settings) then
    v_faults := v_faults || compiler.permission_column_fault(v_subject);
  end if;
  if v_faults = '{}' and not p_permission."canReadFieldValue" and p_permission."canUpdateFieldValue" is distinct from false then
    v_faults := v_faults || row('MC505',
      format('role %s would write %s that it may not read', compiler.shown(v_role.name), v_subject),
      'canReadFieldValue is off, and canUpdateFieldValue is not.', 'Set canUpdateFieldValue to false too.')::compiler.fault;
  end if;
  return v_faults;
end;
$validate_field_permission$;

comment on function compiler.validate_field_permission is 'Validate pass: the faults of a permission on a field.';

revoke all on function compiler.validate_field_permission from public;
