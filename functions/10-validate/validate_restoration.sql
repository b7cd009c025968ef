/*
 * validate_restoration: VALIDATE -> plan -> emit -> apply -> log
 *
 * Records may have come since a field was deleted, or come back from the trash,
 * those that a relation led to may have gone, and so may a junction object.
 *
 * Expects: the field, the schema, its table, whose column still has its hidden name.
 * Returns: every fault: MC206 empty values, MC209 duplicates, MC503
 *          no junction object. Empty when there is none.
 * Test:    test/functions/10-validate/validate_restoration.tap.sql
 */
create or replace function compiler.validate_restoration(
  p_field core."fieldMetadata", p_schema_name text, p_table_name text)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_restoration$
declare
  v_column text := quote_ident(compiler.id_name('deleted', p_field.id));
  v_plan   compiler.operation[] := compiler.plan_field(p_field, p_table_name, false);
  v_value  text := v_column;
  v_faults compiler.fault[] := '{}';
  v_found  record;
begin
  if p_field.settings ->> 'relationType' = 'MANY_TO_MANY' and compiler.junction_object_id(p_field.id) is null then
    -- The side that leads to the field's records; none once it is purged.
    select d.id, d.object_id, d.definition ->> 'name' as name, coalesce(o."nameSingular", gone.definition ->> 'nameSingular') as object_name,
      o.id is null as is_object
    into v_found
    from compiler.junction j
    join compiler.deleted d on d.id = j.field_id
    left join core."objectMetadata" o on o.id = d.object_id
    left join compiler.deleted gone on gone.id = d.object_id
    where j.list_field_id = p_field.id;
    return array[case
      when v_found.id is null then row('MC503', format('what field %s joins is purged', compiler.shown(p_field.name)),
        'The junction object that held it is gone.', 'Create the relation anew.')::compiler.fault
      else row('MC503', format('%s of field %s is deleted',
          case when v_found.is_object then 'the junction object' else 'a side of the junction object' end,
          compiler.shown(p_field.name)),
        format('What the relation joins is in field "%s" of object "%s".', v_found.name, v_found.object_name),
        'Restore first: ' || case when v_found.is_object then format('select core.restore_object(%L); ', v_found.object_id) else '' end
          || format('select core.restore_field(%L).', v_found.id))::compiler.fault
      end];
  elsif v_plan = '{}' then
    return v_faults;
  end if;
  if p_field.type = 'RELATION' then
    v_value := format('case when exists (select from %I.%I t where t.id = %I.%s) then %4$s end', p_schema_name,
      compiler.compiled_table_name((p_field.settings ->> 'relationTargetObjectId')::uuid), p_table_name, v_column);
  end if;
  if not p_field."isNullable" and coalesce(p_field."defaultValue", 'null') = 'null' then
    v_found := compiler.find_records(p_schema_name, p_table_name, v_value || ' is null');
    if v_found.count > 0 then
      v_faults := v_faults || row('MC206',
        format('%s no value for field %s', compiler.counted(v_found.count, 'record has', 'records have'), compiler.shown(p_field.name)),
        format('Of object "%s", among them: %s.', p_table_name, array_to_string(v_found.ids, ', ')),
        'They came, or what they led to went, after the field was deleted. Destroy these records (export them before), '
          'restore the field, then create them again with a value.')::compiler.fault;
    end if;
  end if;
  -- ONE_TO_ONE is unique without saying so.
  if v_plan[2].is_unique then
    v_faults := v_faults || compiler.duplicates_fault(
      'field ' || compiler.shown(p_field.name), p_schema_name, p_table_name,
      -- Records that came since are filled.
      array[case when p_field."isNullable" or v_plan[1].default_value is null then v_value
        else format('coalesce(%s, %s)', v_value, v_plan[1].default_value) end], true);
  end if;
  return v_faults;
end;
$validate_restoration$;

comment on function compiler.validate_restoration is 'Validate pass: what keeps a field from being restored.';

revoke all on function compiler.validate_restoration from public;
