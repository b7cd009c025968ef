/*
 * validate_relation_change: VALIDATE -> plan -> emit -> apply -> log
 *
 * A relation's names, labels, onDelete and nullability may change; what it joins
 * and the side that has the column may not.
 *
 * Expects: the field as a message names it; both states, one of them a RELATION.
 * Returns: one fault (MC302), or none.
 * Test:    test/functions/10-validate/validate_relation_change.tap.sql
 */
create or replace function compiler.validate_relation_change(
  p_subject text, p_previous core."fieldMetadata", p_next core."fieldMetadata")
returns compiler.fault[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_relation_change$
begin
  if p_previous.type = p_next.type
    and p_previous.settings -> 'relationType' is not distinct from p_next.settings -> 'relationType'
    and p_previous.settings -> 'relationTargetObjectId' is not distinct from p_next.settings -> 'relationTargetObjectId'
    -- The side that has the column.
    and p_previous.settings ? 'isInverse' is not distinct from p_next.settings ? 'isInverse'
  then
    return '{}';
  end if;
  return array[row('MC302', format('the relation of %s cannot lead elsewhere', p_subject),
    'Its type, its kind and its target do not change: its records would point to nothing.',
    'Create another relation, copy what is needed, and delete this one.')::compiler.fault];
end;
$validate_relation_change$;

comment on function compiler.validate_relation_change is 'Validate pass: a relation that would lead elsewhere.';

revoke all on function compiler.validate_relation_change from public;
