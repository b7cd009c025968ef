/*
 * validate_role_change: VALIDATE -> plan -> emit -> apply -> log
 *
 * The roles that every workspace has keep their names, and stay. ADMIN keeps its
 * rights too: somebody has to be able to give them back.
 *
 * Expects: the row as it was; as it is to be, or null when it is deleted.
 * Returns: every fault: MC501 what identifies it, MC502 a standard role, MC503
 *          somebody has it. Empty when there is none.
 * Test:    test/functions/10-validate/validate_role_change.tap.sql
 */
create or replace function compiler.validate_role_change(p_previous core.role, p_next core.role)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_role_change$
declare
  v_subject     text := 'role ' || compiler.shown(p_previous.name);
  v_is_standard boolean := p_previous.name in (
    select r ->> 'name' from jsonb_array_elements(compiler.standard_blueprint() -> 'roles') r);
  v_members     bigint;
  v_faults      compiler.fault[] := '{}';
begin
  if p_next.id is null then
    select count(*) into v_members from core."userWorkspace" m where m."roleId" = p_previous.id and m."deletedAt" is null;
    if v_is_standard then
      v_faults := v_faults || row('MC502', format('standard %s cannot be deleted', v_subject),
        'Every workspace has it.', 'Give its members another role.')::compiler.fault;
    end if;
    if v_members > 0 then
      v_faults := v_faults || row('MC503', format('%s is somebody''s', v_subject),
        format('It is the role of %s.', compiler.counted(v_members, 'member', 'members')), 'Give these another role first.')::compiler.fault;
    end if;
    return v_faults;
  end if;

  if (p_next.id, p_next."workspaceId", p_next."databaseRole")
    is distinct from (p_previous.id, p_previous."workspaceId", p_previous."databaseRole")
  then
    v_faults := v_faults || row('MC501', format('what identifies %s does not change', v_subject),
      'id, workspaceId and databaseRole are given when the role is created.', 'Leave them out of the UPDATE.')::compiler.fault;
  end if;
  if v_is_standard and p_next.name is distinct from p_previous.name then
    v_faults := v_faults || row('MC502', format('standard %s keeps its name', v_subject),
      format('Given: %s.', compiler.shown(p_next.name)), 'Create a role of that name.')::compiler.fault;
  end if;
  if p_previous.name = 'ADMIN' and (p_next."canUpdateAllSettings", p_next."canReadAllObjectRecords",
      p_next."canUpdateAllObjectRecords", p_next."canSoftDeleteAllObjectRecords", p_next."canDestroyAllObjectRecords")
    is distinct from (true, true, true, true, true)
  then
    v_faults := v_faults || row('MC502', 'standard role "ADMIN" keeps its rights',
      'Without them nobody could change a role back.', 'Create a role that has less.')::compiler.fault;
  end if;
  return v_faults;
end;
$validate_role_change$;

comment on function compiler.validate_role_change is 'Validate pass: the faults of a role that is changed or deleted.';

revoke all on function compiler.validate_role_change from public;
