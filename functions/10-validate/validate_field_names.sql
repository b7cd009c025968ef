/*
 * validate_field_names: VALIDATE -> plan -> emit -> apply -> log
 *
 * Names of fields against one another, once inverse fields and the sides of
 * relations are known: fields and join columns (companyId) of an object share
 * one space, and a join column has to fit in 63 bytes.
 *
 * Expects: ids of objects; the new fields' rows exist and are not marked compiled.
 * Returns: every fault: MC103 too long, MC104 taken. Empty when there is none.
 * Test:    test/functions/10-validate/validate_field_names.tap.sql
 */
create or replace function compiler.validate_field_names(p_object_ids uuid[])
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_field_names$
begin
  return (
    with used as (
      select f."objectMetadataId" as object_id, n.name, n.is_column, f.name as field_name,
        not exists (select from compiler.compiled c where c.id = f.id) as is_new
      from core."fieldMetadata" f
      cross join lateral (
        select f.name, false as is_column
        union all
        select f.name || 'Id', true
        where f.type = 'RELATION' and f.settings ->> 'relationType' = 'MANY_TO_ONE'
      ) n
      where f."objectMetadataId" = any (p_object_ids)
    ),
    fault as (
      select row('MC103',
        format('the column %s of relation "%s" is too long', compiler.shown(name), field_name),
        format('%s bytes; Postgres keeps 63, and the column is the name with Id.', octet_length(name)),
        'Choose a name of at most 61 bytes.')::compiler.fault as fault
      from used
      where is_new and is_column and octet_length(name) > 63
      union all
      select row('MC104',
        format('field name %s is taken', compiler.shown(u.name)),
        format('On object "%s", used by: %s.', o."nameSingular",
          string_agg(distinct format(case when u.is_column then 'the column of relation "%s"' else 'field "%s"' end,
            u.field_name), ', ')),
        'Choose another name; for the inverse of a relation give settings.relationTargetFieldName.')::compiler.fault
      from used u
      join core."objectMetadata" o on o.id = u.object_id
      group by u.object_id, o."nameSingular", u.name
      having count(*) > 1 and bool_or(u.is_new)
    )
    select coalesce(array_agg(fault), '{}') from fault
  );
end;
$validate_field_names$;

comment on function compiler.validate_field_names is 'Validate pass: names that new fields, inverse fields or join columns share.';

revoke all on function compiler.validate_field_names from public;
