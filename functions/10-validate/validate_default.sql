/*
 * validate_default: VALIDATE -> plan -> emit -> apply -> log
 *
 * A default has to be a value that the column would take: Postgres accepts
 * DEFAULT 'abcdef' on a varchar(3) and fails at the first insert.
 *
 * Expects: settings without fault; a default that is not JSON null.
 * Returns: one fault (MC204), or none.
 * Test:    test/functions/10-validate/validate_default.tap.sql
 */
create or replace function compiler.validate_default(
  p_subject text, p_type text, p_settings jsonb, p_default jsonb)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_default$
declare
  v_kind   text := jsonb_typeof(p_default);
  v_text   text := p_default #>> '{}';
  v_values text[] := array(select o ->> 'value' from jsonb_array_elements(p_settings -> 'options') o);
  v_needed text;
begin
  v_needed := case p_type
    when 'TEXT' then
      case when v_kind = 'string' and length(v_text) <= (coalesce(p_settings ->> 'maxLength', '10485760'))::int then null
        else 'a string of at most ' || compiler.counted(coalesce((p_settings ->> 'maxLength')::bigint, 10485760), 'character', 'characters') end
    when 'NUMBER' then compiler.number_default_fault(p_settings, p_default)
    when 'BOOLEAN' then case when v_kind = 'boolean' then null else 'true or false' end
    when 'DATE' then
      case when v_kind = 'string' and (v_text = 'today'
          or (v_text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and pg_input_is_valid(v_text, 'date'))) then null
        else 'a date as "2026-12-31", or "today"' end
    when 'DATE_TIME' then
      case when v_kind = 'string' and (v_text = 'now'
          or (v_text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$'
            and pg_input_is_valid(v_text, 'timestamptz'))) then null
        else 'a point in time with its zone as "2026-12-31T23:59:00Z", or "now"' end
    when 'SELECT' then
      case when v_kind = 'string' and v_text = any (v_values) then null else 'the value of one of the options' end
    when 'MULTI_SELECT' then
      case when v_kind = 'array' and not exists (
          select from jsonb_array_elements(p_default) d
          where jsonb_typeof(d) <> 'string' or d #>> '{}' <> all (v_values))
        and jsonb_array_length(p_default) = (select count(distinct d) from jsonb_array_elements(p_default) d) then null
        else 'an array of values of the options, none of them twice' end
    when 'EMAIL' then
      case when v_kind = 'string' and core.is_email(v_text) then null else 'an e-mail address' end
    when 'PHONE' then
      case when v_kind = 'string' and core.is_phone(v_text) then null else 'a telephone number' end
    when 'URL' then
      case when v_kind = 'string' and core.is_url(v_text) then null else 'an http or https address' end
    when 'RATING' then
      case when v_kind = 'number' and v_text::numeric = trunc(v_text::numeric)
          and v_text::numeric between 1 and (coalesce(p_settings ->> 'max', '5'))::int then null
        else format('a whole number from 1 to %s', coalesce(p_settings ->> 'max', '5')) end
    when 'CURRENCY' then
      case when core.is_currency_value(p_default, (p_settings ->> 'precision')::int, (p_settings ->> 'scale')::int) then null
        else '{"amount": <number>, "currency": <ISO 4217 code>} within precision and scale' end
    when 'RELATION' then 'no default: a relation has none'
  end;
  -- Records that exist get it from a row of pg_attribute, which has to fit in a page of 8 kB.
  if v_needed is null and octet_length(p_default::text) > 4000 then
    v_needed := 'a default of at most 4000 bytes';
  end if;
  if v_needed is not null then
    return array[row('MC204', format('the default of %s does not fit', p_subject),
      format('Given: %s.', left(p_default::text, 80)),
      format('Give %s.', v_needed))::compiler.fault];
  end if;
  return '{}';
end;
$validate_default$;

comment on function compiler.validate_default is 'Validate pass: whether a default fits its field.';

revoke all on function compiler.validate_default from public;
