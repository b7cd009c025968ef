/*
 * is_source_field: validate -> PLAN -> emit -> apply -> log
 *
 * Which of the two fields of a relation is told in a blueprint, with the other as
 * its inverse: the one that was created, which the compiler gave its inverse. Of
 * two that a client created and joined, the first; of ONE_TO_ONE the one that has
 * the column.
 *
 * Expects: a field.
 * Returns: true for a field that is no RELATION; false for a RELATION that waits
 *          for its other side.
 * Test:    test/functions/20-plan/is_source_field.tap.sql
 */
create or replace function compiler.is_source_field(p_field core."fieldMetadata")
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $is_source_field$
declare
  v_other core."fieldMetadata";
begin
  if p_field.type <> 'RELATION' then
    return true;
  end if;
  select f.* into v_other from core."fieldMetadata" f where f.id = compiler.other_field_id(p_field.id);
  return case p_field.settings ->> 'relationType'
    when 'ONE_TO_ONE' then not p_field.settings ? 'isInverse'
    when 'MANY_TO_MANY' then not p_field.settings ? 'isInverse'
    else p_field.ordinal < v_other.ordinal
  end and v_other.id is not null;
end;
$is_source_field$;

comment on function compiler.is_source_field is 'Plan pass: whether a blueprint tells a relation by this field.';

revoke all on function compiler.is_source_field from public;
