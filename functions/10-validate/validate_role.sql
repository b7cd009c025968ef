/*
 * validate_role: VALIDATE -> plan -> emit -> apply -> log
 *
 * What can be said of a role's row by itself.
 *
 * Expects: the row, as it is about to be written.
 * Returns: every fault: MC105 no name, MC505 it would write what it may not read.
 *          Empty when there is none.
 * Test:    test/functions/10-validate/validate_role.tap.sql
 */
create or replace function compiler.validate_role(p_role core.role)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_role$
declare
  v_subject text := 'role ' || compiler.shown(p_role.name);
  v_faults  compiler.fault[] := compiler.validate_label('role name', p_role.name);
begin
  if not p_role."canReadAllObjectRecords"
    and (p_role."canUpdateAllObjectRecords" or p_role."canSoftDeleteAllObjectRecords" or p_role."canDestroyAllObjectRecords")
  then
    v_faults := v_faults || row('MC505', format('%s would write records that it may not read', v_subject),
      'canReadAllObjectRecords is off, and on are ' || concat_ws(', ',
        case when p_role."canUpdateAllObjectRecords" then 'canUpdateAllObjectRecords' end,
        case when p_role."canSoftDeleteAllObjectRecords" then 'canSoftDeleteAllObjectRecords' end,
        case when p_role."canDestroyAllObjectRecords" then 'canDestroyAllObjectRecords' end) || '.',
      'Switch these off too, or let it read.')::compiler.fault;
  end if;
  return v_faults;
end;
$validate_role$;

comment on function compiler.validate_role is 'Validate pass: the faults of a role''s row.';

revoke all on function compiler.validate_role from public;
