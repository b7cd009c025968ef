/*
 * drift: workspace
 *
 * What a workspace's schema and roles have otherwise than its metadata says,
 * whoever did that. Compares what a fresh compilation would give (made, read and
 * undone: nothing of it is seen by anyone) with what is there.
 *
 * Expects: a transaction that may write; the claimed workspace, or of an operator any.
 * Returns: one row for each difference: what it is about, what is to be, what is
 *          (null where there is nothing), and the statements that repair it, to be
 *          run in the order of the rows. Null where these would drop what may hold
 *          data: a table, a column, a sequence. Of a missing table one row, and
 *          one for each foreign key.
 * Raises:  MC401 no such workspace, MC402 another than the claimed one, 55P03 busy.
 * Test:    test/functions/60-workspace/drift.tap.sql
 */
create or replace function core.drift(p_workspace_id uuid)
returns table (kind text, subject text, expected text, actual text, repair text)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $drift$
begin
  perform compiler.lock_asked_workspace(p_workspace_id);
  return query
  with difference as materialized (
    select row_number() over () as place, d.*, concat_ws('; ', d.drop_sql, d.create_sql) as sql,
      d.kind = 'FOREIGN_KEY' or d.subject like 'constraint %' as is_apart
    from compiler.find_drift(p_workspace_id) d
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
$drift$;

comment on function core.drift is 'What a workspace has otherwise than its metadata says, with the statements that repair it.';

revoke all on function core.drift from public;
grant execute on function core.drift to core_reader, core_settings;
