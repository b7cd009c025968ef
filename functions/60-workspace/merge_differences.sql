/*
 * merge_differences: workspace
 *
 * Differences as people are shown them: what a missing table takes along is made
 * again with it, but for what also hangs on another table.
 *
 * Expects: the rows of find_drift(), in their order.
 * Returns: the rows of core.drift().
 * Test:    test/functions/60-workspace/merge_differences.tap.sql
 */
create or replace function compiler.merge_differences(p_drift compiler.difference[])
returns table (kind text, subject text, expected text, actual text, repair text)
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $merge_differences$
begin
  return query
  with difference as materialized (
    select d.*, concat_ws('; ', d.drop_sql, d.create_sql) as sql, d.kind = 'FOREIGN_KEY' or d.subject like 'constraint %' as is_apart
    from unnest(p_drift) with ordinality
      d (kind, subject, table_name, column_name, expected, actual, drop_sql, create_sql, place)
  ),
  missing as (
    select d.table_name from difference d where d.kind = 'TABLE' and d.actual is null
  )
  select d.kind, d.subject, d.expected, d.actual, nullif(case when d.kind = 'TABLE' then (
      select string_agg(part.sql, '; ' order by part.place)
      from difference part
      where part.table_name = d.table_name and (part.place = d.place or d.actual is null and not part.is_apart))
    else d.sql end, '')
  from difference d
  where d.kind = 'TABLE' or d.is_apart or d.table_name is null or d.table_name not in (select m.table_name from missing m)
  order by d.place;
end;
$merge_differences$;

comment on function compiler.merge_differences is 'Workspace: differences as core.drift() shows them.';

revoke all on function compiler.merge_differences from public;
