/*
 * validate_index_names: VALIDATE -> plan -> emit -> apply -> log
 *
 * The same index twice costs every write and serves nobody.
 *
 * Expects: the workspace; ids of new and changed indexes.
 * Returns: one fault (MC603), or none.
 * Test:    test/functions/10-validate/validate_index_names.tap.sql
 */
create or replace function compiler.validate_index_names(p_workspace_id uuid, p_ids uuid[])
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_index_names$
declare
  v_twice record;
begin
  select o."nameSingular" as name, i.id into v_twice
  from core."indexMetadata" i
  join core."indexMetadata" other on other."objectMetadataId" = i."objectMetadataId" and other.id <> i.id
    and other.fields = i.fields and other."isUnique" = i."isUnique" and other."indexType" = i."indexType"
    and other."where" is not distinct from i."where"
  join core."objectMetadata" o on o.id = i."objectMetadataId"
  where i.id = any (p_ids) and i."workspaceId" = p_workspace_id
  limit 1;
  if not found then
    return '{}';
  end if;
  return array[row('MC603', format('object "%s" has such an index', v_twice.name),
    'Another index has the same fields, kind and predicate.', 'Leave this one out.')::compiler.fault];
end;
$validate_index_names$;

comment on function compiler.validate_index_names is 'Validate pass: an index that is there already.';

revoke all on function compiler.validate_index_names from public;
