/*
 * validate_object_names: VALIDATE -> plan -> emit -> apply -> log
 *
 * Names of objects against one another: singular and plural share one space
 * (both are queries of the API), and so do the types derived from them, such as
 * ProductConnection; an object's own plural may not be one of them either.
 *
 * Expects: the workspace, locked, and the ids of new objects, whose rows exist.
 * Returns: every fault (MC104). Empty when there is none.
 * Test:    test/functions/10-validate/validate_object_names.tap.sql
 */
create or replace function compiler.validate_object_names(p_workspace_id uuid, p_object_ids uuid[])
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
-- A plan is kept for long; made on a near-empty table, it must still serve a full one.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $validate_object_names$
begin
  if p_object_ids = '{}' then
    return '{}';
  end if;
  return (
    with pair as (
      select n.name, o."nameSingular" as other, n0.id = o.id as is_own,
        -- What the longer name has beyond the shorter one, where it starts with that.
        case
          when starts_with(n.name, there.name) then substr(n.name, length(there.name) + 1)
          when starts_with(there.name, n.name) and o.id <> n0.id then substr(there.name, length(n.name) + 1)
        end as suffix
      from core."objectMetadata" n0
      cross join lateral (values (n0."nameSingular"), (n0."namePlural")) n (name)
      join core."objectMetadata" o on o."workspaceId" = p_workspace_id
      cross join lateral (values (o."nameSingular"), (o."namePlural")) there (name)
      where n0.id = any (p_object_ids)
    ),
    clash as (
      select name, other, suffix
      from pair
      -- The suffixes of types and queries that an object brings along; '' is its own names.
      where not (is_own and suffix = '') and suffix = any (
        '{"",Connection,Edge,FilterInput,OrderByInput,CreateInput,UpdateInput,GroupBy,Duplicates,
        RelationInput,ConnectInput,WhereUniqueInput,
        GroupByConnection,GroupByInput,OrderByWith,OrderByWithGroupByInput}')
    )
    select coalesce(array_agg(distinct row('MC104',
      format('object name %s is taken', compiler.shown(name)),
      format('Object "%s" of this workspace has it%s.', other,
        case suffix when '' then '' else format(', or a name derived with "%s" would be the same', suffix) end),
      'Choose another name, singular and plural.')::compiler.fault), '{}')
    from clash
  );
end;
$validate_object_names$;

comment on function compiler.validate_object_names is 'Validate pass: names that new objects share with others.';

revoke all on function compiler.validate_object_names from public;
