/*
 * changed_ids: READ, before validate -> plan -> emit -> apply -> log
 *
 * Expects: what read_changes() read.
 * Returns: the ids of its objects and fields.
 * Test:    test/functions/20-plan/changed_ids.tap.sql
 */
create or replace function compiler.changed_ids(p_changes compiler.changes)
returns uuid[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $changed_ids$
begin
  return array(
    select (o.previous).id from unnest(p_changes.objects) o
    union all
    select (f.previous).id from unnest(p_changes.fields) f);
end;
$changed_ids$;

comment on function compiler.changed_ids is 'Read: the ids of changed rows.';

revoke all on function compiler.changed_ids from public;
