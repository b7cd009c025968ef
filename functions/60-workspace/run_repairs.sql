/*
 * run_repairs: validate -> plan -> EMIT -> APPLY -> log
 *
 * Expects: the differences in the order of find_drift().
 * Returns: the statements that ran. Each may run twice, so that history may be
 *          run in a database where nothing had drifted.
 * Raises:  MC504 when one fails, or would change values.
 * Test:    test/functions/60-workspace/run_repairs.tap.sql
 */
create or replace function compiler.run_repairs(p_workspace_id uuid, p_drift compiler.difference[])
returns compiler.statement[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $run_repairs$
declare
  v_schema    text := compiler.schema_name(p_workspace_id);
  v_step      record;
  v_statement compiler.statement;
  v_result    compiler.statement[] := '{}';
begin
  for v_step in
    select d.kind, d.subject, d.table_name, d.column_name, d.expected, d.actual, s.sql, s.is_creation, o.id as object_id
    from unnest(p_drift) with ordinality
      d (kind, subject, table_name, column_name, expected, actual, drop_sql, create_sql, place)
    cross join lateral (values (d.drop_sql, false), (d.create_sql, true)) s (sql, is_creation)
    left join core."objectMetadata" o on o."workspaceId" = p_workspace_id and o."nameSingular" = d.table_name
    where s.sql is not null
    order by s.is_creation, d.expected is null, d.place * case when s.is_creation or d.expected is null then 1 else -1 end
  loop
    if v_step.is_creation and v_step.kind = 'TYPE' and (compiler.find_records(v_schema, v_step.table_name,
      format('%1$I::%2$s::%3$s is distinct from %1$I', v_step.column_name, v_step.expected, v_step.actual))).count > 0
    then
      raise exception 'a value would change' using errcode = '22000';
    end if;
    v_statement := null;
    v_statement.type := 'UPDATE_' || case
      when v_step.kind in ('ROLE', 'ROLE_ATTRIBUTE', 'MEMBERSHIP') then 'ROLE'
      when v_step.kind = 'FOREIGN_KEY' then 'RELATION'
      when v_step.kind = 'INDEX' then 'INDEX'
      when v_step.column_name is not null then 'FIELD'
      when v_step.table_name is not null then 'OBJECT'
      else 'WORKSPACE' end;
    v_statement.ids := jsonb_strip_nulls(jsonb_build_object('objectId', v_step.object_id));
    v_statement.table_name := quote_ident(v_schema) || '.' || quote_ident(v_step.table_name);
    v_statement.sql := v_step.sql;
    perform compiler.apply_statements(array[v_statement]);
    v_result := v_result || v_statement;
  end loop;
  return v_result;
exception
  when lock_not_available then raise;
  when others then
    raise exception '% cannot be repaired', replace(lower(v_step.kind), '_', ' ') || ' ' || v_step.subject
      using errcode = 'MC504',
            detail  = format('%s: %s. Nothing was changed.', v_step.sql, sqlerrm),
            hint    = 'Repair it by hand, as a superuser where rights are missing; then call core.repair() again.';
end;
$run_repairs$;

comment on function compiler.run_repairs is 'Workspace: runs the statements that repair drift.';

revoke all on function compiler.run_repairs from public;
