/*
 * revive_deleted: workspace
 *
 * Writes the metadata of deleted objects again, under the names that their
 * hidden tables have, so that plan_everything() plans these as it plans others.
 *
 * Expects: a subtransaction that is rolled back: these rows are not to stay.
 * Test:    test/functions/60-workspace/revive_deleted.tap.sql
 */
create or replace function compiler.revive_deleted(p_workspace_id uuid)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $revive_deleted$
begin
  set constraints all deferred;  -- plurals and fields' names may be taken again
  insert into core."objectMetadata" overriding system value
  select o.*
  from compiler.deleted d
  cross join lateral jsonb_populate_record(null::core."objectMetadata",
    d.definition || jsonb_build_object('nameSingular', compiler.id_name('deleted', d.id), 'isActive', false)) o
  where d.workspace_id = p_workspace_id and d.kind = 'OBJECT';
  insert into core."fieldMetadata" overriding system value
  select f.*
  from compiler.deleted d
  cross join lateral jsonb_populate_record(null::core."fieldMetadata", d.definition) f
  where d.workspace_id = p_workspace_id and d.kind = 'FIELD' and d.with_object;
  insert into core."relationMetadata"
  select distinct r.*
  from compiler.deleted d
  cross join lateral jsonb_populate_recordset(null::core."relationMetadata", d.relations) r
  where d.workspace_id = p_workspace_id and d.kind = 'FIELD' and d.with_object;
end;
$revive_deleted$;

comment on function compiler.revive_deleted is 'Workspace: writes the metadata of deleted objects again, for a moment.';

revoke all on function compiler.revive_deleted from public;
