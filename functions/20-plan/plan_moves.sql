/*
 * plan_moves: validate -> PLAN -> emit -> apply -> log
 *
 * Orders operations so that no name is taken before it is free: what goes comes
 * first, and what gives its name to an earlier one steps aside under a name that
 * nobody has. Two fields may swap their names in one statement.
 *
 * Expects: operations, each rename before what else happens under the new name.
 * Returns: the operations, in the order in which they can run.
 * Test:    test/functions/20-plan/plan_moves.tap.sql
 */
create or replace function compiler.plan_moves(p_operations compiler.operation[])
returns compiler.operation[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_moves$
declare
  v_step  compiler.operation;
  v_aside compiler.operation;
  v_name  text;
  v_taken text[] := '{}';
  v_gone  compiler.operation[] := '{}';
  v_moves compiler.operation[] := '{}';
  v_rest  compiler.operation[] := '{}';
begin
  foreach v_step in array p_operations loop
    if v_step.type like 'DELETE\_%' then
      v_gone := v_gone || v_step;
      continue;
    end if;
    -- Only a rename has a previous name; columns are told apart by their tables.
    if v_step.previous_name is not null then
      v_name := v_step.type || case v_step.type when 'UPDATE_FIELD' then ' ' || v_step.table_name else '' end || ' ';
      if v_name || v_step.previous_name = any (v_taken) then
        v_aside := v_step;
        v_aside.name := 'moving_' || md5(v_step.previous_name);
        if v_step.type = 'UPDATE_OBJECT' then
          v_aside.table_name := v_aside.name;
        end if;
        v_moves := v_moves || v_aside;
        v_step.previous_name := v_aside.name;
      end if;
      v_taken := v_taken || (v_name || case v_step.type when 'UPDATE_OBJECT' then v_step.table_name else v_step.name end);
    end if;
    v_rest := v_rest || v_step;
  end loop;
  return v_gone || v_moves || v_rest;
end;
$plan_moves$;

comment on function compiler.plan_moves is 'Plan pass: operations in an order in which every name is free when it is taken.';

revoke all on function compiler.plan_moves from public;
