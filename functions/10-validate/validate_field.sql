/*
 * validate_field: VALIDATE -> plan -> emit -> apply -> log
 *
 * What can be said of one field by itself.
 *
 * Expects: a new row of core."fieldMetadata" whose object's name is known.
 * Returns: every fault: MC101-MC105 name and label, MC201 type, MC202-MC205
 *          settings, options, default, uniqueness, MC501 flags. Empty when there is none.
 * Test:    test/functions/10-validate/validate_field.tap.sql
 */
create or replace function compiler.validate_field(p_field core."fieldMetadata")
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_field$
declare
  v_subject text   := 'field ' || compiler.shown(p_field.name);
  v_keys    text[] := compiler.setting_keys(p_field.type);
  v_faults  compiler.fault[] :=
    compiler.validate_name('field', p_field.name)
    || compiler.validate_label('field label', p_field.label);
begin
  if p_field.name = any (compiler.reserved_field_names()) then
    v_faults := v_faults || row('MC102',
      format('field name %s is reserved', compiler.shown(p_field.name)),
      'Every object has it, or it combines filters.',
      'Choose another name; the label may be any text.')::compiler.fault;
  end if;
  if p_field."isSystem" or not p_field."isActive" then
    v_faults := v_faults || row('MC501',
      format('%s cannot be created as a system field or inactive', v_subject),
      format('isSystem is %s, isActive is %s.', p_field."isSystem", p_field."isActive"),
      'Leave both out.')::compiler.fault;
  end if;
  if v_keys is null then
    return v_faults || row('MC201',
      format('%s has the unknown type %s', v_subject, compiler.shown(p_field.type)),
      'It is none of the thirteen field types.',
      'Types: TEXT, NUMBER, BOOLEAN, DATE, DATE_TIME, SELECT, MULTI_SELECT, RELATION, EMAIL, PHONE, URL, RATING, CURRENCY.'
      )::compiler.fault;
  end if;
  if p_field."isUnique" and p_field.type in ('BOOLEAN', 'MULTI_SELECT', 'RELATION', 'CURRENCY') then
    v_faults := v_faults || row('MC205',
      format('%s of type %s cannot be unique', v_subject, p_field.type),
      case p_field.type when 'RELATION' then 'Its settings say how many records may lead to one.'
        else 'Its values have no order by which a unique index could tell them apart usefully.' end,
      case p_field.type when 'RELATION' then 'Leave isUnique out; where one record may lead to a record, make it a ONE_TO_ONE relation.'
        else 'Leave isUnique out.' end)::compiler.fault;
  end if;
  v_faults := v_faults
    || compiler.validate_settings(v_subject, p_field.type, compiler.settings_without_access(p_field.settings), v_keys)
    || compiler.validate_access(v_subject, p_field);
  if p_field.type = 'RELATION' then
    v_faults := v_faults || compiler.validate_relation_settings(p_field);
  end if;
  -- A default is judged by settings, so only by sound ones.
  if v_faults = '{}' and p_field."defaultValue" <> 'null' then
    v_faults := compiler.validate_default(v_subject, p_field.type, p_field.settings, p_field."defaultValue");
  end if;
  return v_faults;
end;
$validate_field$;

comment on function compiler.validate_field is 'Validate pass: the faults of one new field.';

revoke all on function compiler.validate_field from public;
