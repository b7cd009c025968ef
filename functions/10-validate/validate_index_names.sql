/*
 * validate_index_names: VALIDATE -> plan -> emit -> apply -> log
 *
 * The same index twice costs every write and serves nobody. Names tell: one that
 * is metadata may be what a field brings along, now or once that is unique or of
 * another type.
 *
 * Expects: ids of objects whose fields and indexes are valid by themselves.
 * Returns: a fault (MC603) for each name that two indexes would have.
 * Test:    test/functions/10-validate/validate_index_names.tap.sql
 */
create or replace function compiler.validate_index_names(p_object_ids uuid[])
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_index_names$
begin
  if p_object_ids = '{}' then
    return '{}';
  end if;
  return (
    with object as (
      select o as row, o."nameSingular" as name
      from core."objectMetadata" o
      -- Indexes that fields bring along never clash with one another.
      where o.id = any (p_object_ids) and exists (select from core."indexMetadata" i where i."objectMetadataId" = o.id)
    ),
    index as (
      select o.name as object_name, (compiler.plan_index(i, o.name, compiler.index_columns(i, false))).name
      from object o
      join core."indexMetadata" i on i."objectMetadataId" = (o.row).id
      union all
      select o.name, p.name
      from object o
      cross join lateral unnest(compiler.plan_object(o.row, null, null)) p
      where p.type = 'CREATE_INDEX'
      union all
      select o.name, p.name
      from object o
      join core."fieldMetadata" f on f."objectMetadataId" = (o.row).id
      cross join lateral unnest(compiler.plan_field(f, o.name, false)) p
      where p.type = 'CREATE_INDEX'
    ),
    fault as (
      select row('MC603', format('object "%s" has such an index', object_name),
        format('"%s" would be there twice; fields bring indexes along.', name),
        'Leave the index out, or delete its row of indexMetadata first.')::compiler.fault as fault
      from index
      group by object_name, name
      having count(*) > 1
    )
    select coalesce(array_agg(fault.fault order by (fault.fault).detail), '{}') from fault
  );
end;
$validate_index_names$;

comment on function compiler.validate_index_names is 'Validate pass: indexes that would be there twice.';

revoke all on function compiler.validate_index_names from public;
