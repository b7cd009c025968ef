/*
 * validate_access: VALIDATE -> plan -> emit -> apply -> log
 *
 * What the settings of a field say of rights: permissions, { <role>: ["READ",
 * "WRITE"] }, or its short form accessLevel, the name of the one role that has
 * both.
 *
 * Expects: the field as a message names it; its row.
 * Returns: every fault: MC202 a setting, MC301 a role that the workspace does not
 *          have, MC505 writing without reading, MC803 a field without a column.
 *          Empty when there is none.
 * Test:    test/functions/10-validate/validate_access.tap.sql
 */
create or replace function compiler.validate_access(p_subject text, p_field core."fieldMetadata")
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_access$
declare
  v_given  jsonb := p_field.settings -> 'permissions';
  v_level  jsonb := p_field.settings -> 'accessLevel';
  v_faults compiler.fault[] := '{}';
begin
  if jsonb_typeof(p_field.settings) is distinct from 'object' or not p_field.settings ?| '{permissions,accessLevel}' then
    return v_faults;
  elsif p_field.settings ?& '{permissions,accessLevel}' then
    v_faults := v_faults || row('MC202', format('settings of %s contradict one another', p_subject),
      'Both permissions and accessLevel are given.', 'Give one of the two.')::compiler.fault;
  elsif jsonb_typeof(coalesce(v_level, '""')) <> 'string' then
    v_faults := v_faults || row('MC202', format('setting "accessLevel" of %s is not valid', p_subject),
      format('Given: %s.', left(v_level::text, 80)), 'Give the name of a role.')::compiler.fault;
  elsif jsonb_typeof(coalesce(v_given, '{}')) <> 'object' or exists (
    select from jsonb_each(v_given) g where jsonb_typeof(g.value) <> 'array' or not g.value <@ '["READ", "WRITE"]')
  then
    v_faults := v_faults || row('MC202', format('setting "permissions" of %s is not valid', p_subject),
      format('Given: %s.', left(v_given::text, 80)),
      'Give an object such as {"MANAGER": ["READ", "WRITE"], "USER": ["READ"]}.')::compiler.fault;
  end if;
  if v_faults <> '{}' then
    return v_faults;
  end if;
  v_faults := array(
      select row('MC301', format('%s names a role that the workspace does not have', p_subject),
        format('No role is named %s.', compiler.shown(n.name)), 'Create the role first, or leave it out.')::compiler.fault
      from (select jsonb_object_keys(v_given) union all select v_level #>> '{}') n (name)
      where n.name is not null and not exists (
        select from core.role r where r."workspaceId" = p_field."workspaceId" and r.name = n.name))
    || array(
      select row('MC505', format('role %s would write %s that it may not read', compiler.shown(g.key), p_subject),
        'It has WRITE, and not READ.', 'Give both, or neither.')::compiler.fault
      from jsonb_each(v_given) g
      where g.value ? 'WRITE' and not g.value ? 'READ');
  if not compiler.has_column(p_field.type, p_field.settings) then
    v_faults := v_faults || compiler.permission_column_fault(p_subject);
  end if;
  return v_faults;
end;
$validate_access$;

comment on function compiler.validate_access is 'Validate pass: the faults of what a field''s settings say of rights.';

revoke all on function compiler.validate_access from public;
