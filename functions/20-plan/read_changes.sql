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
set plan_cache_mode = force_generic_plan
-- A plan is kept for long; made on near-empty tables, it must still serve full ones.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $read_changes$
declare
  v_result compiler.changes;
begin
  -- What was not written in this transaction is as it was compiled: "updatedAt" spares the comparison.
  select
    coalesce(array_agg(row(jsonb_populate_record(null::core."objectMetadata", c.definition), o)::compiler.object_change
      order by c.place) filter (where c.kind = 'OBJECT'), '{}'),
    coalesce(array_agg(row(jsonb_populate_record(null::core."fieldMetadata", c.definition), f)::compiler.field_change
      order by c.place) filter (where c.kind = 'FIELD'), '{}')
  into v_result.objects, v_result.fields
  from (
    select t.object_id
    from compiler.compiled t
    where t.id = any (p_ids) and (t.workspace_id = p_workspace_id) is true and t.kind in ('OBJECT', 'FIELD')
    group by t.object_id
  ) touched
  cross join lateral (
    select c.id, c.kind, c.definition, (c.definition ->> 'ordinal')::bigint as place
    from compiler.compiled c
    where c.object_id = touched.object_id and c.kind in ('OBJECT', 'FIELD')
  ) c
  -- Null is not looked up: each row is in one of the two.
  left join core."objectMetadata" o on o.id = case c.kind when 'OBJECT' then c.id end
  left join core."fieldMetadata" f on f.id = case c.kind when 'FIELD' then c.id end
  where case c.kind
    when 'OBJECT' then o.id is null or (o."updatedAt" = now() and c.definition <> to_jsonb(o))
    else f.id is null or (f."updatedAt" = now() and c.definition <> to_jsonb(f))
  end;
  return v_result;
end;
$read_changes$;

comment on function compiler.read_changes is 'Reads what changed of rows that were compiled.';

revoke all on function compiler.read_changes from public;
