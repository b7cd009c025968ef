/*
 * plan_policies: validate -> PLAN -> emit -> apply -> log
 *
 * Which roles the records of a table are open to. All roles of the workspace
 * share one policy, the constant true, but for those with a row permission on
 * the object: these have policies of their own.
 *
 * Expects: an object, and its table's name; which row permissions lose the policies
 *          that they were compiled to, and which get theirs.
 * Returns: one UPDATE_OBJECT; policies is [{ "id", "role", "previous": <filters to drop>,
 *          "next": <filters to create>, "columns": filter_columns() }].
 * Test:    test/functions/20-plan/plan_policies.tap.sql
 */
create or replace function compiler.plan_policies(
  p_workspace_id uuid, p_object_id uuid, p_table_name text, p_dropped uuid[], p_created uuid[])
returns compiler.operation
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_policies$
declare
  v_result compiler.operation;
begin
  v_result.type := 'UPDATE_OBJECT';
  v_result.action := 'POLICIES';
  v_result.object_id := p_object_id;
  v_result.table_name := p_table_name;
  v_result.roles := compiler.unrestricted_roles(p_workspace_id, p_object_id);
  v_result.policies := (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', i.id, 'role', r."databaseRole", 'previous', c.definition, 'next', to_jsonb(p),
      'columns', case when p.id is not null then compiler.filter_columns(p_object_id) end) order by i.id), '[]')
    from (select unnest(p_dropped) union select unnest(p_created)) i (id)
    left join compiler.compiled c on c.id = i.id and c.kind = 'ROW_PERMISSION' and c.id = any (p_dropped)
    left join core."rowPermission" p on p.id = i.id and p.id = any (p_created)
    left join core.role r on r.id = p."roleId");
  return v_result;
end;
$plan_policies$;

comment on function compiler.plan_policies is 'Plan pass: the policies of a table.';

revoke all on function compiler.plan_policies from public;
