/*
 * validate_role_names: VALIDATE -> plan -> emit -> apply -> log
 *
 * Names of roles against one another, once a statement is done with them: two may
 * swap theirs. Names that differ in case alone would be taken for one another.
 *
 * Expects: the workspace, locked, and the ids of new or changed roles, whose rows exist.
 * Returns: every fault (MC104). Empty when there is none.
 * Test:    test/functions/10-validate/validate_role_names.tap.sql
 */
create or replace function compiler.validate_role_names(p_workspace_id uuid, p_ids uuid[])
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_role_names$
begin
  return array(
    select row('MC104', format('role name %s is taken', compiler.shown(r.name)),
      format('The workspace has a role %s.', compiler.shown(o.name)), 'Choose another name.')::compiler.fault
    from core.role r
    join core.role o on o."workspaceId" = p_workspace_id and lower(o.name) = lower(r.name) and o.id <> r.id
    where r.id = any (p_ids)
      -- Of two that the statement named alike, one is said.
      and (o.id <> all (p_ids) or (o.name collate "C", o.id) < (r.name collate "C", r.id))
    order by r.name);
end;
$validate_role_names$;

comment on function compiler.validate_role_names is 'Validate pass: names that new or changed roles share with others.';

revoke all on function compiler.validate_role_names from public;
