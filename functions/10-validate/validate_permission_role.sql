/*
 * validate_permission_role: VALIDATE -> plan -> emit -> apply -> log
 *
 * Expects: the role that a permission is of, null when the workspace has none
 *          with that id; the id as it was given.
 * Returns: one fault (MC301 no such role, MC502 ADMIN keeps its rights), or none.
 * Test:    test/functions/10-validate/validate_permission_role.tap.sql
 */
create or replace function compiler.validate_permission_role(p_role core.role, p_role_id uuid)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_permission_role$
begin
  return case
    when p_role.id is null then array[row('MC301', 'the permission is of no role',
      format('No role of this workspace has the id %s.', p_role_id), 'Give the id of one as "roleId".')::compiler.fault]
    when p_role.name = 'ADMIN' then array[row('MC502', 'standard role "ADMIN" keeps its rights',
      'It may do everything with every object and field.', 'Give permissions of another role.')::compiler.fault]
    else '{}'::compiler.fault[] end;
end;
$validate_permission_role$;

comment on function compiler.validate_permission_role is 'Validate pass: whether a role may have permissions of its own.';

revoke all on function compiler.validate_permission_role from public;
