/*
 * validate_type_change: VALIDATE -> plan -> emit -> apply -> log
 *
 * What depends on the type that a field has: the identifiers of its object, and
 * an index that not every type can have. Options cannot change along with it:
 * which record has which would be a guess.
 *
 * Expects: the field as a message names it; both states, of different types.
 * Returns: every fault: MC203 options that are renamed, MC503 what depends on the
 *          type. Empty when there is none.
 * Test:    test/functions/10-validate/validate_type_change.tap.sql
 */
create or replace function compiler.validate_type_change(
  p_subject text, p_previous core."fieldMetadata", p_next core."fieldMetadata")
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_type_change$
declare
  v_faults     compiler.fault[] := '{}';
  v_dependents text;
begin
  if compiler.option_replacements(p_previous.settings, p_next.settings) <> '{}' then
    v_faults := v_faults || row('MC203', format('options of %s cannot be renamed along with its type', p_subject),
      'They are told apart by their ids.', 'Rename them in an UPDATE of their own.')::compiler.fault;
  end if;
  select string_agg(d.what, ', ' order by d.what) into v_dependents
  from (
    select format('object "%s", whose records it labels', o."nameSingular") as what
    from core."objectMetadata" o
    where o."labelIdentifierFieldMetadataId" = p_next.id
      and not compiler.can_identify(p_next.type, false)
    union all
    select format('object "%s", whose records it pictures', o."nameSingular")
    from core."objectMetadata" o
    where o."imageIdentifierFieldMetadataId" = p_next.id and not compiler.can_identify(p_next.type, true)
    union all
    select format('index %s on (%s)', i.id, array_to_string(compiler.index_columns(i, true), ', '))
    from core."indexMetadata" i
    where i."objectMetadataId" = p_next."objectMetadataId" and i."indexType" = 'GIN' and p_next.id::text = any (i.fields)
      and p_next.type not in ('MULTI_SELECT', 'CURRENCY')
  ) d;
  if v_dependents is not null then
    v_faults := v_faults || row('MC503', format('%s cannot become %s', p_subject, p_next.type),
      format('Its type is needed by %s.', v_dependents), 'Change or delete these first.')::compiler.fault;
  end if;
  return v_faults;
end;
$validate_type_change$;

comment on function compiler.validate_type_change is 'Validate pass: what depends on the type that a field has.';

revoke all on function compiler.validate_type_change from public;
