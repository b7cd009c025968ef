/*
 * touched_objects: validate -> PLAN -> emit -> apply -> log
 *
 * The objects whose pending rows have to be compiled together: those given, and
 * those that pending relations lead to.
 *
 * Expects: the workspace, ids of the objects that new rows belong to.
 * Returns: ids, the given ones included.
 * Test:    test/functions/20-plan/touched_objects.tap.sql
 */
create or replace function compiler.touched_objects(p_workspace_id uuid, p_object_ids uuid[])
returns uuid[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
-- A plan is kept for long; made on a near-empty table, it must still serve a full one.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $touched_objects$
begin
  return (
    with recursive touched (id) as (
      select unnest(p_object_ids)
      union
      select next.id
      from touched
      cross join lateral (
        -- CASE: the settings are not validated yet.
        select case when pg_input_is_valid(f.settings ->> 'relationTargetObjectId', 'uuid')
          then (f.settings ->> 'relationTargetObjectId')::uuid end as id
        from core."fieldMetadata" f
        where f."objectMetadataId" = touched.id and f.type = 'RELATION' and f."workspaceId" = p_workspace_id
          and not exists (select from compiler.compiled c where c.id = f.id and c.kind = 'FIELD')
        union all
        select unnest(array[r."fromObjectMetadataId", r."toObjectMetadataId"])
        from core."relationMetadata" r
        where touched.id in (r."fromObjectMetadataId", r."toObjectMetadataId") and r."workspaceId" = p_workspace_id
          and not exists (select from compiler.compiled c where c.id = r.id and c.kind = 'RELATION')
      ) next
      where next.id is not null
    )
    select array_agg(id) from touched
  );
end;
$touched_objects$;

comment on function compiler.touched_objects is 'Plan pass: the objects that have to be compiled together.';

revoke all on function compiler.touched_objects from public;
