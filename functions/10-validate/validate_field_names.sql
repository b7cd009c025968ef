/*
 * validate_field_names: VALIDATE -> plan -> emit -> apply -> log
 *
 * Names of fields against one another, once inverse fields and the sides of
 * relations are known: fields and join columns (companyId) of an object share
 * one space, and a join column has to fit in 63 bytes. Looks up the names that
 * are new, whatever the number of fields that exist.
 *
 * Expects: whole metadata (derive_relations()), as read_pending() read it.
 * Returns: every fault: MC102 an inverse field with a reserved name, MC103 too
 *          long, MC104 taken. Empty when there is none.
 * Test:    test/functions/10-validate/validate_field_names.tap.sql
 */
create or replace function compiler.validate_field_names(p_pending compiler.pending)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
-- A plan is kept for long; made on a near-empty table, it must still serve a full one.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $validate_field_names$
begin
  -- Most changes clash with nothing; naming a clash costs four times as much as finding none.
  if not exists (
    select
    from unnest(p_pending.fields) f
    cross join unnest(array[f.name, left(f.name, -2), f.name || 'Id']) near (name)
    left join core."fieldMetadata" other
      on other.name = near.name and other."objectMetadataId" = f."objectMetadataId" and other.id <> f.id
    where other.id is not null or octet_length(f.name) > 61 or f.name = any (compiler.reserved_field_names())
  ) then
    return '{}';
  end if;

  return (
    with new_name as (
      select f.id, f."objectMetadataId" as object_id, f.name, f.name as field_name, false as is_column
      from unnest(p_pending.fields) f
      union all
      select f.id, f."objectMetadataId", f.name || 'Id', f.name, true
      from unnest(p_pending.fields) f
      where f.type = 'RELATION' and compiler.has_column(f.type, f.settings)
    ),
    fault as (
      select row('MC102',
        format('field name %s is reserved', compiler.shown(n.name)),
        'Every object has it, or it combines filters.',
        'Choose another name; for the inverse of a relation give settings.relationTargetFieldName.'
        )::compiler.fault as fault
      from new_name n
      where n.name = any (compiler.reserved_field_names())
      union all
      select row('MC103',
        format('the column %s of relation "%s" is too long', compiler.shown(n.name), n.field_name),
        format('%s bytes; Postgres keeps 63, and the column is the name with Id.', octet_length(n.name)),
        'Choose a name of at most 61 bytes.')::compiler.fault
      from new_name n
      where n.is_column and octet_length(n.name) > 63
      union all
      select row('MC104',
        format('field name %s is taken', compiler.shown(n.name)),
        format('On object "%s" it is %s.', o."nameSingular", string_agg(distinct
          case when other.name = n.name then 'another field' else format('the column of relation "%s"', other.name) end,
          ' and ')),
        'Choose another name; for the inverse of a relation give settings.relationTargetFieldName.')::compiler.fault
      from new_name n
      join core."fieldMetadata" other
        -- The two names by which another field can be in the way; both are looked up in an index.
        on other."objectMetadataId" = n.object_id and other.name in (n.name, left(n.name, -2)) and other.id <> n.id
        and (other.name = n.name
          or (other.name || 'Id' = n.name and other.type = 'RELATION'
            and compiler.has_column(other.type, other.settings)))
      join core."objectMetadata" o on o.id = n.object_id
      group by n.object_id, o."nameSingular", n.name
    )
    select coalesce(array_agg(fault.fault), '{}') from fault
  );
end;
$validate_field_names$;

comment on function compiler.validate_field_names is 'Validate pass: names that new fields, inverse fields or join columns share.';

revoke all on function compiler.validate_field_names from public;
