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
 *          one for each foreign key and the comment on it.
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
  return query select m.* from compiler.merge_differences(array(select d from compiler.find_drift(p_workspace_id) d)) m;
end;
$drift$;

comment on function core.drift is 'What a workspace has otherwise than its metadata says, with the statements that repair it.';

revoke all on function core.drift from public;
grant execute on function core.drift to core_reader, core_settings;
