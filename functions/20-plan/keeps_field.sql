/*
 * keeps_field: validate -> PLAN -> emit -> apply -> log
 *
 * Whether a field can become what a blueprint says of it, or has to be deleted
 * and created anew: a relation that leads elsewhere, types without a conversion.
 *
 * Expects: a field; the field of that name in the blueprint, in full form.
 * Returns: true or false.
 * Test:    test/functions/20-plan/keeps_field.tap.sql
 */
create or replace function compiler.keeps_field(p_field core."fieldMetadata", p_expected jsonb)
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $keeps_field$
declare
  v_actual jsonb;
begin
  if 'RELATION' in (p_field.type, p_expected ->> 'type') then
    v_actual := compiler.blueprint_field(p_field) -> 'settings';
    return p_field.type = p_expected ->> 'type'
      and v_actual -> 'relationType' = p_expected -> 'settings' -> 'relationType'
      and v_actual -> 'relationTargetObject' = p_expected -> 'settings' -> 'relationTargetObject'
      and v_actual -> 'junctionObjectName' is not distinct from p_expected -> 'settings' -> 'junctionObjectName'
      -- A blueprint tells ONE_TO_ONE by the field that has the column.
      and not (v_actual ->> 'relationType' = 'ONE_TO_ONE' and p_field.settings ? 'isInverse');
  end if;
  -- A standard field keeps its type; the validate pass says so.
  return not p_field."isCustom" or (compiler.conversion(p_field, jsonb_populate_record(p_field,
    jsonb_build_object('type', p_expected -> 'type', 'settings', p_expected -> 'settings')), 'x')).value is not null;
end;
$keeps_field$;

comment on function compiler.keeps_field is 'Plan pass: whether a field can become what a blueprint says.';

revoke all on function compiler.keeps_field from public;
