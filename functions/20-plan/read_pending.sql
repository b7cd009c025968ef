/*
 * read_pending: READ, before validate -> plan -> emit -> apply -> log
 *
 * Reads what is pending on some objects, in few small queries and before the
 * first DDL, which resets the cached plan of each. Most changes have no relation
 * and cost two queries.
 *
 * Expects: the workspace, locked; ids of the objects that new rows belong to;
 *          whether there are relation rows among them, whatever their fields are.
 * Returns: the pending rows, in the order in which they were given.
 * Test:    test/functions/20-plan/read_pending.tap.sql
 */
create or replace function compiler.read_pending(
  p_workspace_id uuid, p_object_ids uuid[], p_has_relations boolean default false)
returns compiler.pending
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
-- A plan is kept for long; made on a near-empty table, it must still serve a full one.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $read_pending$
declare
  v_object_ids uuid[] := p_object_ids;
  v_result     compiler.pending;
begin
  loop
    select coalesce(array_agg(f order by f.ordinal), '{}'), coalesce(bool_or(f.type = 'RELATION'), false) or p_has_relations
    into v_result.fields, v_result.has_relations
    from core."fieldMetadata" f
    where f."objectMetadataId" = any (v_object_ids) and f."workspaceId" = p_workspace_id
      and not exists (select from compiler.compiled c where c.id = f.id and c.kind = 'FIELD');
    exit when not v_result.has_relations or v_object_ids <> p_object_ids;
    v_object_ids := compiler.touched_objects(p_workspace_id, p_object_ids);
    exit when v_object_ids <@ p_object_ids;
  end loop;

  -- A table is planned by the name it has; a new one is what another change of this statement gives it.
  select coalesce(array_agg(coalesce(jsonb_populate_record(null::core."objectMetadata", c.definition), o)
      order by o.ordinal), '{}'),
    coalesce(array_agg(o.id order by o.ordinal), '{}'),
    coalesce(array_agg(o.id order by o.ordinal) filter (where c.id is null), '{}')
  into v_result.objects, v_result.object_ids, v_result.new_object_ids
  from core."objectMetadata" o
  left join compiler.compiled c on c.id = o.id and c.kind = 'OBJECT'
  where o.id = any (v_object_ids) and o."workspaceId" = p_workspace_id;

  v_result.relations := '{}';
  if v_result.has_relations then
    select coalesce(array_agg(r order by tf.ordinal), '{}') into v_result.relations
    from core."relationMetadata" r
    left join core."fieldMetadata" tf on tf.id = r."toFieldMetadataId"
    where r."workspaceId" = p_workspace_id
      and (r."fromObjectMetadataId" = any (v_object_ids) or r."toObjectMetadataId" = any (v_object_ids))
      and not exists (select from compiler.compiled c where c.id = r.id and c.kind = 'RELATION');
  end if;
  return v_result;
end;
$read_pending$;

comment on function compiler.read_pending is 'Reads what is pending on some objects.';

revoke all on function compiler.read_pending from public;
