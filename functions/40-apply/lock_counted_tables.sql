/*
 * lock_counted_tables: validate -> plan -> emit -> APPLY -> log
 *
 * What the validate pass counts must be what the DDL meets: no record may come
 * between the two. Hence tables whose records are counted are locked as the DDL
 * will lock them, before the counting query takes its snapshot, so by a statement
 * of its own. In one statement and by their names: whoever locks two of them waits
 * for the same one first.
 *
 * Expects: the schema and names of tables; null for one that is not there yet.
 * Raises:  see lock_tables().
 * Test:    test/functions/40-apply/lock_counted_tables.tap.sql
 */
create or replace function compiler.lock_counted_tables(p_schema_name text, p_table_names text[])
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $lock_counted_tables$
declare
  v_statement  compiler.statement;
  v_statements compiler.statement[] := '{}';
begin
  if p_table_names = '{}' then
    return;
  end if;
  for v_statement.table_name in
    select format('%I.%I', p_schema_name, t.name) from unnest(p_table_names) t (name) where t.name is not null order by t.name
  loop
    v_statements := v_statements || v_statement;
  end loop;
  perform compiler.lock_tables(v_statements);
end;
$lock_counted_tables$;

comment on function compiler.lock_counted_tables is 'Apply pass: locks tables before their records are counted.';

revoke all on function compiler.lock_counted_tables from public;
