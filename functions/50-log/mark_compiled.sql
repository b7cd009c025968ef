/*
 * mark_compiled: validate -> plan -> emit -> apply -> LOG
 *
 * Remembers metadata rows as they were compiled: a later change is what differs.
 *
 * Expects: the workspace; ids of rows that were created, changed or deleted.
 * Test:    test/functions/50-log/mark_compiled.tap.sql
 */
create or replace function compiler.mark_compiled(p_workspace_id uuid, p_ids uuid[])
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
-- A plan is kept for long; made on near-empty tables, it must still serve full ones.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $mark_compiled$
declare
  v_count integer;
begin
  with row as (
    select f.id, 'FIELD' as kind, f."objectMetadataId" as object_id, to_jsonb(f) as definition
    from core."fieldMetadata" f where f.id = any (p_ids)
    union all
    select o.id, 'OBJECT', o.id, to_jsonb(o) from core."objectMetadata" o where o.id = any (p_ids)
    union all
    select r.id, 'RELATION', r."toObjectMetadataId", to_jsonb(r) from core."relationMetadata" r where r.id = any (p_ids)
    union all
    select i.id, 'INDEX', i."objectMetadataId", to_jsonb(i) from core."indexMetadata" i where i.id = any (p_ids)
    union all
    select r.id, 'ROLE', null, to_jsonb(r) from core.role r where r.id = any (p_ids)
    union all
    select p.id, 'ROW_PERMISSION', p."objectMetadataId", to_jsonb(p) from core."rowPermission" p where p.id = any (p_ids)
    union all
    select w.id, 'WORKSPACE', null, null from core.workspace w where w.id = any (p_ids)
  )
  insert into compiler.compiled (id, workspace_id, kind, object_id, definition)
  select row.id, p_workspace_id, row.kind, row.object_id, row.definition from row
  on conflict (id) do update set definition = excluded.definition;
  get diagnostics v_count = row_count;
  if v_count = cardinality(p_ids) then
    return;  -- none was deleted
  end if;
  delete from compiler.compiled c
  where c.id = any (p_ids) and c.definition is not null
    and not exists (select from core."fieldMetadata" f where f.id = c.id)
    and not exists (select from core."objectMetadata" o where o.id = c.id)
    and not exists (select from core."relationMetadata" r where r.id = c.id)
    and not exists (select from core."indexMetadata" i where i.id = c.id)
    and not exists (select from core.role r where r.id = c.id)
    and not exists (select from core."rowPermission" p where p.id = c.id);
end;
$mark_compiled$;

comment on function compiler.mark_compiled is 'Log pass: remembers metadata rows as they were compiled.';

revoke all on function compiler.mark_compiled from public;
