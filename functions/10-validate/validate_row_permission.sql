/*
 * validate_row_permission: VALIDATE -> plan -> emit -> apply -> log
 *
 * Expects: a row of core."rowPermission".
 * Returns: every fault: MC301 a role or an object that this workspace does not
 *          have, MC502 ADMIN keeps its rights, MC801 a filter. Empty when there is none.
 * Test:    test/functions/10-validate/validate_row_permission.tap.sql
 */
create or replace function compiler.validate_row_permission(p_permission core."rowPermission")
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_row_permission$
declare
  v_role    core.role;
  v_columns jsonb := compiler.filter_columns(p_permission."objectMetadataId");
  v_faults  compiler.fault[];
  v_name    text;
  v_filter  jsonb;
  v_parts   bigint;
begin
  select r.* into v_role from core.role r
  where r.id = p_permission."roleId" and r."workspaceId" = p_permission."workspaceId";
  v_faults := compiler.validate_permission_role(v_role, p_permission."roleId");
  if not exists (
    select from core."objectMetadata" o
    where o.id = p_permission."objectMetadataId" and o."workspaceId" = p_permission."workspaceId")
  then
    return v_faults || compiler.permission_object_fault(p_permission."objectMetadataId");
  end if;
  for v_name, v_filter in
    select e.key, e.value from jsonb_each(to_jsonb(p_permission)) e where e.key like '%Filter' and e.value <> 'null'
  loop
    v_parts := (select count(*) from jsonb_path_query(v_filter, 'strict $.**'));
    if v_parts > 3000 then
      v_faults := v_faults || row('MC801', format('the filter of a row permission is too large at %s', v_name),
        format('It has %s parts: objects, lists and values. A condition such as {"name": {"eq": "x"}} is three.', v_parts),
        'Give at most 3000, or mark the records by a field and compare that.')::compiler.fault;
    else
      v_faults := v_faults || compiler.validate_filter(v_filter, v_name, v_columns);
    end if;
  end loop;
  return v_faults;
end;
$validate_row_permission$;

comment on function compiler.validate_row_permission is 'Validate pass: the faults of a permission on records.';

revoke all on function compiler.validate_row_permission from public;
