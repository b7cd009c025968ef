/*
 * mark_compiled: validate -> plan -> emit -> apply -> LOG
 *
 * Remembers metadata rows as they were compiled: a later change is what differs.
 *
 * Ids of the control plane share one space, since much is told by the id alone:
 * what is deleted, what the history speaks of. That is asked here, where a row that
 * is marked meets the one that has its id, and not for each row before it is
 * written.
 *
 * Expects: the workspace; ids of rows that were created, changed or deleted, each once.
 * Raises:  MC104 a row of another kind has the id.
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
  v_missing integer := cardinality(p_ids);
  v_found   integer;
  v_kind    text;
begin
  -- What is as it was is not counted: it may be another row that has the id.
  insert into compiler.compiled as c (id, workspace_id, kind, object_id, definition)
  select f.id, p_workspace_id, 'FIELD', f."objectMetadataId", to_jsonb(f)
  from core."fieldMetadata" f where f.id = any (p_ids)
  on conflict (id) do update set definition =
    case c.kind when excluded.kind then excluded.definition else compiler.raise_taken_id(c.id, excluded.kind) end
  where c.kind <> excluded.kind or c.definition <> excluded.definition;
  get diagnostics v_found = row_count;
  v_missing := v_missing - v_found;
  if v_missing = 0 then
    return;  -- most changes are of fields alone
  end if;

  foreach v_kind in array '{OBJECT,RELATION,INDEX,ROLE,ROW_PERMISSION,WORKSPACE}'::text[] loop
    insert into compiler.compiled as c (id, workspace_id, kind, object_id, definition)
    select r.id, p_workspace_id, r.kind, r.object_id, r.definition
    from compiler.metadata_rows(p_ids) r where r.kind = v_kind
    on conflict (id) do update set definition =
      case c.kind when excluded.kind then excluded.definition else compiler.raise_taken_id(c.id, excluded.kind) end
    where c.kind <> excluded.kind or c.definition <> excluded.definition;
    get diagnostics v_found = row_count;
    v_missing := v_missing - v_found;
    exit when v_missing = 0;
  end loop;
  if v_missing > 0 then
    delete from compiler.compiled c
    where c.id = any (p_ids) and not exists (select from compiler.metadata_rows(array[c.id]));
  end if;
end;
$mark_compiled$;

comment on function compiler.mark_compiled is 'Log pass: remembers metadata rows as they were compiled.';

revoke all on function compiler.mark_compiled from public;
