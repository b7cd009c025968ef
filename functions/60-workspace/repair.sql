/*
 * repair: workspace
 *
 * Runs the repairs of core.drift(), all of them or none, and leaves a row of
 * history. What may hold data is not dropped: it is left, with a warning. For
 * operators, who should read core.drift() first.
 *
 * First everything that is to be made anew goes, then it comes. What falls with
 * something else (a foreign key with its primary key) comes back in a next pass.
 *
 * Expects: a workspace.
 * Returns: how many rows of core.drift() were repaired.
 * Raises:  MC504 a repair is not possible; MC401, MC402, 55P03 as core.drift().
 * Test:    test/functions/60-workspace/repair.tap.sql
 */
create or replace function core.repair(p_workspace_id uuid)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $repair$
declare
  v_drift      compiler.difference[];
  v_todo       compiler.difference[];
  v_statements compiler.statement[] := '{}';
  v_count      integer := 0;
  v_left       text;
begin
  perform compiler.lock_asked_workspace(p_workspace_id);
  for v_pass in 1 .. 3 loop
    v_drift := array(select d from compiler.find_drift(p_workspace_id) d);
    v_todo := array(select d from unnest(v_drift) d where num_nonnulls(d.drop_sql, d.create_sql) > 0);
    exit when v_todo = '{}';
    if v_pass = 1 then
      select count(*) into v_count from compiler.merge_differences(v_drift) m where m.repair is not null;
    end if;
    if v_pass = 3 then
      raise exception '% of % is not repaired by its repair', replace(lower(v_todo[1].kind), '_', ' '), v_todo[1].subject
        using errcode = 'MC504',
              detail  = format('Two passes left it as it is: %s. Nothing was changed.', v_todo[1].actual),
              hint    = 'Run the statement that core.drift() shows as a superuser; then call core.repair() again.';
    end if;
    v_statements := v_statements || compiler.run_repairs(p_workspace_id, v_todo);
  end loop;

  if v_statements <> '{}' then
    perform compiler.log_statements(p_workspace_id, v_statements, '{}', false);
  end if;
  select string_agg(replace(lower(d.kind), '_', ' ') || ' ' || d.subject, ', ') into v_left from unnest(v_drift) d;
  if v_left is not null then
    raise warning 'what may hold data is left: %', v_left;
  end if;
  return v_count;
end;
$repair$;

comment on function core.repair is 'Makes a workspace what its metadata says, and drops no data. For operators.';

revoke all on function core.repair from public;
