/*
 * compile_indexes: VALIDATE -> PLAN -> EMIT -> APPLY -> LOG
 *
 * Compiles what an INSERT, UPDATE or DELETE did to indexes. An index that
 * changes is made anew: it holds no data of its own. What the same statement did
 * to its object and its fields is compiled before it.
 *
 * Expects: the workspace's lock; ids of the rows.
 * Raises:  see open_workspace(), and the faults of the validate pass.
 * Test:    test/functions/60-workspace/compile_indexes.tap.sql
 */
create or replace function compiler.compile_indexes(p_workspace_id uuid, p_ids uuid[])
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $compile_indexes$
declare
  v_schema     text := compiler.open_workspace(p_workspace_id);
  v_pending    uuid[];
  v_change     record;
  v_step       compiler.operation;
  v_faults     compiler.fault[] := '{}';
  v_operations compiler.operation[] := '{}';
begin
  perform compiler.compile_changes(p_workspace_id, array(
    select i."objectMetadataId" from core."indexMetadata" i where i.id = any (p_ids)
    union all
    select f.id from core."indexMetadata" i join core."fieldMetadata" f on f.id::text = any (i.fields) where i.id = any (p_ids)));
  v_pending := array(
    select distinct i."objectMetadataId"
    from core."indexMetadata" i
    left join core."fieldMetadata" f on f."objectMetadataId" = i."objectMetadataId" and f.id::text = any (i.fields)
    where i.id = any (p_ids) and i."workspaceId" = p_workspace_id
      and not exists (
        select from compiler.compiled c
        where c.id = coalesce(f.id, i."objectMetadataId") and c.kind = case when f.id is null then 'OBJECT' else 'FIELD' end));
  if v_pending <> '{}' then
    perform compiler.compile(p_workspace_id, v_pending);
  end if;

  perform compiler.raise_faults(compiler.validate_new_ids(p_workspace_id, array(
    select i.id from core."indexMetadata" i where i.id = any (p_ids))));
  perform compiler.lock_counted_tables(v_schema, array(
    select distinct compiler.compiled_table_name(i."objectMetadataId")
    from core."indexMetadata" i where i.id = any (p_ids) and i."workspaceId" = p_workspace_id));
  for v_change in
    select p as previous, i as next
    from unnest(p_ids) changed (id)
    left join compiler.compiled c on c.id = changed.id and c.kind = 'INDEX'
    left join core."indexMetadata" i on i.id = changed.id
    cross join lateral jsonb_populate_record(null::core."indexMetadata", c.definition) p
    -- An UPDATE that changes nothing is no change.
    where (i.fields, i."isUnique", i."where", i."indexType") is distinct from (p.fields, p."isUnique", p."where", p."indexType")
    order by coalesce(i.ordinal, (c.definition ->> 'ordinal')::bigint)
  loop
    if (v_change.previous).id is not null
      and compiler.compiled_table_name((v_change.previous)."objectMetadataId") is not null
    then
      v_step := compiler.plan_index(v_change.previous,
        compiler.compiled_table_name((v_change.previous)."objectMetadataId"),
        compiler.index_columns(v_change.previous, true));
      v_step.type := 'DELETE_INDEX';
      v_operations := v_step || v_operations;  -- what goes comes before what takes its name
    end if;
    if (v_change.next).id is not null then
      v_faults := v_faults || compiler.validate_index(v_change.next, v_schema);
      v_operations := v_operations || compiler.plan_index(v_change.next,
        compiler.compiled_table_name((v_change.next)."objectMetadataId"),
        compiler.index_columns(v_change.next, false));
    end if;
  end loop;
  perform compiler.raise_faults(v_faults);
  perform compiler.raise_faults(compiler.validate_index_names(array(
    select i."objectMetadataId" from core."indexMetadata" i where i.id = any (p_ids))));
  if v_operations <> '{}' then
    perform compiler.execute_operations(p_workspace_id, v_schema, v_operations, p_ids, true);
  end if;
end;
$compile_indexes$;

comment on function compiler.compile_indexes is 'Pipeline: compiles what changed of indexes.';

revoke all on function compiler.compile_indexes from public;
