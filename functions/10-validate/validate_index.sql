/*
 * validate_index: VALIDATE -> plan -> emit -> apply -> log
 *
 * Expects: a row of core."indexMetadata", as its trigger left it; its schema.
 * Returns: every fault: MC401 no such object, MC601 its fields, MC602 its kind,
 *          MC209 duplicates, MC211 values that are too long. Empty when there is none.
 * Test:    test/functions/10-validate/validate_index.tap.sql
 */
create or replace function compiler.validate_index(p_index core."indexMetadata", p_schema_name text)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_index$
declare
  v_object  core."objectMetadata";
  v_columns text[] := compiler.index_columns(p_index, false);
  v_system  text[] := '{id,createdAt,updatedAt,deletedAt,position}';
  v_faults  compiler.fault[] := '{}';
  v_wrong   text;
begin
  select o.* into v_object
  from core."objectMetadata" o where o.id = p_index."objectMetadataId" and o."workspaceId" = p_index."workspaceId";
  if not found then
    return array[row('MC401', 'the index belongs to no object',
      format('No object of this workspace has the id %s.', p_index."objectMetadataId"),
      'Give the id of an object of this workspace as objectMetadataId.')::compiler.fault];
  end if;
  v_wrong := case
    when coalesce(cardinality(p_index.fields), 0) = 0 then 'an index needs at least one field'
    when cardinality(p_index.fields) > 32 then 'Postgres takes 32 columns at most'
    when exists (select from unnest(v_columns) c where c is null)
      or exists (select from unnest(p_index.fields) f where not pg_input_is_valid(f, 'uuid') and f <> all (v_system))
      then 'give ids or names of fields of this object that have a column' || coalesce((
        select format('; that of relation "%s" is "%1$sId"', f.name)
        from core."fieldMetadata" f
        where f."objectMetadataId" = p_index."objectMetadataId" and f.name = any (p_index.fields)
          and f.type = 'RELATION' and compiler.has_column(f.type, f.settings)
        order by f.name limit 1), '')
    when (select count(distinct f) from unnest(p_index.fields) f) < cardinality(p_index.fields)
      then 'a field is given twice'
  end;
  if v_wrong is not null then
    return array[row('MC601', format('the fields of an index on object "%s" are not valid', v_object."nameSingular"),
      format('Given: %s.', left(array_to_string(p_index.fields, ', ', 'null'), 200)),
      upper(left(v_wrong, 1)) || substr(v_wrong, 2) || '.')::compiler.fault];
  end if;
  v_wrong := case
    when p_index."indexType" not in ('BTREE', 'GIN') then 'indexType is BTREE or GIN'
    when p_index."indexType" = 'GIN' and p_index."isUnique" then 'only a BTREE index can be unique'
    when p_index."indexType" = 'GIN' and (p_index.fields && v_system or exists (
      select from core."fieldMetadata" f
      where f.id::text = any (p_index.fields) and f.type not in ('MULTI_SELECT', 'CURRENCY')))
      then 'GIN takes fields of type MULTI_SELECT and CURRENCY'
    when p_index."where" <> '"deletedAt" is null' then 'the only predicate is deletedAt IS NULL'
  end;
  if v_wrong is not null then
    return array[row('MC602', format('an index on object "%s" is not valid', v_object."nameSingular"),
      format('indexType %s, isUnique %s, where %s.', compiler.shown(p_index."indexType"), p_index."isUnique",
        compiler.shown(p_index."where")),
      upper(left(v_wrong, 1)) || substr(v_wrong, 2) || '.')::compiler.fault];
  end if;
  v_columns := array(select quote_ident(c) from unnest(v_columns) c);
  if p_index."isUnique" then
    v_faults := compiler.duplicates_fault('the index', p_schema_name, v_object."nameSingular", v_columns, p_index."where" is not null);
  end if;
  if p_index."indexType" = 'BTREE' and exists (
    select from core."fieldMetadata" f where f.id::text = any (p_index.fields) and f.type not in ('BOOLEAN', 'DATE', 'DATE_TIME', 'RELATION', 'RATING'))
  then
    v_faults := v_faults || compiler.long_values_fault(
      'the index', p_schema_name, v_object."nameSingular", v_columns, p_index."where" is not null);
  end if;
  return v_faults;
end;
$validate_index$;

comment on function compiler.validate_index is 'Validate pass: the faults of an index.';

revoke all on function compiler.validate_index from public;
