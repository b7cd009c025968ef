/*
 * validate_field_change: VALIDATE -> plan -> emit -> apply -> log
 *
 * Whether a field may become what it is to be, and whether the records that
 * exist go along. Every refusal says how many do not, and shows some.
 *
 * Expects: both states of a field; its table as it is now.
 * Returns: every fault: those of validate_field(), MC206 empty values, MC207
 *          values that do not fit, MC208 options in use, MC209 duplicates, MC210
 *          no conversion, MC211 values too long for an index, MC503 what depends on
 *          the type. Empty when there is none.
 * Test:    test/functions/10-validate/validate_field_change.tap.sql
 */
create or replace function compiler.validate_field_change(
  p_previous core."fieldMetadata", p_next core."fieldMetadata", p_schema_name text, p_table_name text)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_field_change$
declare
  v_subject text := 'field ' || compiler.shown(p_next.name);
  v_before  compiler.operation;
  v_column  text;
  v_after   compiler.operation;
  v_checked core."fieldMetadata" := p_next;
  v_faults  compiler.fault[];
  v_change  record;
  v_value   text;
  v_unfit   text;
  v_found   record;
  v_filled  boolean;
  v_index   core."indexMetadata";
  v_option  boolean := p_previous.type = p_next.type and p_next.type in ('SELECT', 'MULTI_SELECT');
begin
  -- The settings of one say nothing about the other.
  if p_previous.type <> p_next.type and 'RELATION' in (p_previous.type, p_next.type) then
    return array[compiler.no_conversion_fault(v_subject, p_previous, p_next)];
  end if;
  -- As a new field is, but for what only a change may have.
  v_checked."isActive" := true;
  v_checked.settings := case when jsonb_typeof(p_next.settings) = 'object' then p_next.settings - 'replacements'
    else p_next.settings end;
  v_faults := compiler.validate_field(v_checked) || compiler.validate_replacements(v_subject, p_previous, p_next);
  if p_next.type = 'RELATION' then
    v_faults := v_faults || compiler.validate_relation_change(v_subject, p_previous, p_next);
  end if;
  v_faults := v_faults || compiler.validate_member_field(p_table_name, p_next);
  if v_faults <> '{}' or compiler.is_same_column(p_previous, p_next) then
    return v_faults;
  end if;
  v_before := (compiler.plan_field(p_previous, p_table_name, false))[1];
  v_column := quote_ident(v_before.name);
  if v_column is null then
    return v_faults;
  end if;
  v_change := compiler.conversion(p_previous, p_next, v_column);
  if p_previous.type <> p_next.type then
    v_faults := compiler.validate_type_change(v_subject, p_previous, p_next);
  end if;
  if v_change.value is null then
    return v_faults || compiler.no_conversion_fault(v_subject, p_previous, p_next);
  end if;

  v_unfit := compiler.unfit_condition(p_previous, p_next, v_column);
  if v_unfit is not null then
    v_found := compiler.find_records(p_schema_name, p_table_name, v_unfit);
    if v_found.count > 0 then
      v_faults := v_faults || row(case when v_option then 'MC208' else 'MC207' end,
        format('%s a value that %s would not take', compiler.counted(v_found.count, 'record has', 'records have'), v_subject),
        format('Of object "%s", among them: %s.', p_table_name, array_to_string(v_found.ids, ', ')),
        case when v_option then 'Keep the option, or give settings.replacements, such as {"OLD": "NEW"} or {"OLD": null}.'
          else 'Change these records first.' end)::compiler.fault;
    end if;
  end if;

  -- As it will be, of the records that can follow.
  v_value := case when v_change.value = v_column then v_column
    else format('case when %s then %s end', v_change.fits, v_change.value) end;
  v_after := (compiler.plan_field(p_next, p_table_name, false))[1];
  v_filled := v_before.is_nullable and not v_after.is_nullable and v_after.default_value is not null;
  if not v_after.is_nullable and not v_filled and (v_before.is_nullable or v_value <> v_column) then
    v_found := compiler.find_records(p_schema_name, p_table_name, case when v_value = v_column then v_column || ' is null'
      else format('(%s is null or case when %s then %s is null else false end)', v_column, v_change.fits, v_change.value) end);
    if v_found.count > 0 then
      v_faults := v_faults || row('MC206',
        format('%s would have no value for %s', compiler.counted(v_found.count, 'record', 'records'), v_subject),
        format('Of object "%s", among them: %s.', p_table_name, array_to_string(v_found.ids, ', ')),
        case
          when p_next."isActive" and not p_previous."isActive"
            then 'Give a defaultValue, or switch it on with isNullable true, fill them, and set isNullable to false then.'
          when v_before.is_nullable then 'Fill them first, or give a defaultValue.'
          else 'Give them a value first, or a replacement other than null, or make the field nullable.' end)::compiler.fault;
    end if;
  end if;

  if v_filled then
    v_value := format('coalesce(%s, %s)', v_value, v_after.default_value);
  end if;
  if p_next."isUnique" and (not p_previous."isUnique" or v_value <> v_column) then
    v_faults := v_faults || compiler.duplicates_fault(v_subject, p_schema_name, p_table_name, array[v_value], true);
    -- Of values that change it is not known how they will be stored.
    if v_value = v_column then
      v_faults := v_faults
        || compiler.long_values_fault('the unique index of ' || v_subject, p_schema_name, p_table_name, array[v_column], true);
    end if;
  end if;
  for v_index in
    select i.* from core."indexMetadata" i
    where v_value <> v_column and i."objectMetadataId" = p_next."objectMetadataId" and i."isUnique"
      and p_next.id::text = any (i.fields)
    order by i.ordinal
  loop
    v_faults := v_faults || compiler.duplicates_fault(
      format('the index of %s', v_subject), p_schema_name, p_table_name,
      array(
        select case when c.name = v_before.name then v_value else quote_ident(c.name) end
        from unnest(compiler.index_columns(v_index, true)) with ordinality c (name, place) order by c.place),
      v_index."where" is not null);
  end loop;
  return v_faults;
end;
$validate_field_change$;

comment on function compiler.validate_field_change is 'Validate pass: the faults of a changed field.';

revoke all on function compiler.validate_field_change from public;
