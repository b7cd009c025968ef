/*
 * validate_replacements: VALIDATE -> plan -> emit -> apply -> log
 *
 * settings.replacements says what becomes of the values of options that are gone.
 *
 * Expects: the field as a message names it; both states of it.
 * Returns: one fault (MC203), or none.
 * Test:    test/functions/10-validate/validate_replacements.tap.sql
 */
create or replace function compiler.validate_replacements(
  p_subject text, p_previous core."fieldMetadata", p_next core."fieldMetadata")
returns compiler.fault[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_replacements$
declare
  v_replacements jsonb := p_next.settings -> 'replacements';
begin
  if v_replacements is null then
    return '{}';
  elsif p_previous.type = p_next.type and p_next.type in ('SELECT', 'MULTI_SELECT')
    and jsonb_typeof(v_replacements) = 'object' and jsonb_typeof(p_next.settings -> 'options') = 'array'
    and not exists (
      select from jsonb_each(v_replacements) r (value, replacement)
      where not exists (
          select from jsonb_array_elements(p_previous.settings -> 'options') o
          where o ->> 'value' = r.value and not exists (
            select from jsonb_array_elements(p_next.settings -> 'options') kept where lower(kept ->> 'id') = lower(o ->> 'id')))
        or (r.replacement <> 'null' and not exists (
          select from jsonb_array_elements(p_next.settings -> 'options') o where o -> 'value' = r.replacement)))
  then
    return '{}';
  end if;
  return array[row('MC203', format('the replacements of %s are not valid', p_subject),
    format('Given: %s.', left(v_replacements::text, 80)),
    'Give the value of an option that goes, and the value of one that stays or null, such as {"OLD": "NEW"}.'
  )::compiler.fault];
end;
$validate_replacements$;

comment on function compiler.validate_replacements is 'Validate pass: the faults of settings.replacements.';

revoke all on function compiler.validate_replacements from public;
