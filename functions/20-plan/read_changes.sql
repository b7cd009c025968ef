/*
 * read_changes: READ, before validate -> plan -> emit -> apply -> log
 *
 * Pairs rows as they were compiled last with what they are now. One statement may
 * change several tables, in triggers of their own: an object is read as a whole,
 * with all of its fields.
 *
 * Expects: the workspace, locked; ids of objects and fields that were updated or deleted.
 * Returns: the pairs that differ, in the order of the rows; of a deleted row next is null.
 * Test:    test/functions/20-plan/read_changes.tap.sql
 */
create or replace function compiler.read_changes(p_workspace_id uuid, p_ids uuid[])
returns compiler.changes
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $read_changes$
declare
  v_object_ids uuid[] := array(
    select distinct c.object_id
    from compiler.compiled c
    where c.id = any (p_ids) and c.workspace_id = p_workspace_id and c.kind in ('OBJECT', 'FIELD'));
  v_result     compiler.changes;
begin
  select coalesce(array_agg(
      row(jsonb_populate_record(null::core."objectMetadata", c.definition), o)::compiler.object_change
      order by (c.definition ->> 'ordinal')::bigint), '{}')
  into v_result.objects
  from compiler.compiled c
  left join core."objectMetadata" o on o.id = c.id
  where c.id = any (v_object_ids) and c.kind = 'OBJECT'
    and c.definition is distinct from to_jsonb(o);

  select coalesce(array_agg(
      row(jsonb_populate_record(null::core."fieldMetadata", c.definition), f)::compiler.field_change
      order by (c.definition ->> 'ordinal')::bigint), '{}')
  into v_result.fields
  from compiler.compiled c
  left join core."fieldMetadata" f on f.id = c.id
  where c.object_id = any (v_object_ids) and c.kind = 'FIELD'
    and c.definition is distinct from to_jsonb(f);
  return v_result;
end;
$read_changes$;

comment on function compiler.read_changes is 'Reads what changed of rows that were compiled.';

revoke all on function compiler.read_changes from public;
