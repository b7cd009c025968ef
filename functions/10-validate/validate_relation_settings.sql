/*
 * validate_relation_settings: VALIDATE -> plan -> emit -> apply -> log
 *
 * What the settings of a RELATION field say of its other side. A field without
 * relationType and target waits for its row in core."relationMetadata".
 * A target in another workspace is refused in the words of one that does not
 * exist, so that nothing can be learned from the answer.
 *
 * Expects: a new RELATION field.
 * Returns: every fault: MC301 no such target, MC302 a setting. Empty when there is none.
 * Test:    test/functions/10-validate/validate_relation_settings.tap.sql
 */
create or replace function compiler.validate_relation_settings(p_field core."fieldMetadata")
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_relation_settings$
declare
  v_subject   text  := 'field ' || compiler.shown(p_field.name);
  v_settings  jsonb := case when jsonb_typeof(p_field.settings) = 'object' then p_field.settings else '{}' end;
  v_type      text  := v_settings ->> 'relationType';
  v_target    text  := v_settings ->> 'relationTargetObjectId';
  -- Assigned first: within a query a planner may fold the cast before the test guards it.
  v_target_id uuid  := case when pg_input_is_valid(v_target, 'uuid') then v_target::uuid end;
  v_on_delete text  := coalesce(v_settings ->> 'onDelete', 'SET_NULL');
  v_is_known  boolean := v_type in ('MANY_TO_ONE', 'ONE_TO_MANY', 'ONE_TO_ONE', 'MANY_TO_MANY');  -- null where it is left out
  v_faults    compiler.fault[] := '{}';
  v_wrong     text;
begin
  foreach v_wrong in array array_remove(array[
    -- Of a field that waits for its other side too; it is printed into the foreign key.
    case when v_on_delete not in ('SET_NULL', 'CASCADE', 'RESTRICT') then 'onDelete is SET_NULL, CASCADE or RESTRICT' end,
    case
      when v_type is null and v_target is null then
        case when v_settings ?| '{relationTargetFieldName,relationTargetFieldLabel}' then 'give relationTargetObjectId too' end
      when v_type is null then 'give relationType too'
      when v_target is null then 'give relationTargetObjectId too'
    end,
    case when not v_is_known then 'relationType is MANY_TO_ONE, ONE_TO_MANY, ONE_TO_ONE or MANY_TO_MANY' end,
    case when v_is_known and v_settings ? 'junctionObjectName' and v_type <> 'MANY_TO_MANY'
      then 'junctionObjectName goes with MANY_TO_MANY' end,
    case when v_type is not null and v_settings ? 'isInverse' and not exists (
      select from core."relationMetadata" r where r."fromFieldMetadataId" = p_field.id) then 'isInverse is given by the compiler' end,
    case when v_settings ? 'onDelete' and v_type = 'MANY_TO_MANY'
      then 'what a MANY_TO_MANY relation joins is taken out of it when it is deleted: leave onDelete out' end,
    case
      when p_field."isNullable" or v_is_known is not true then null
      when not compiler.has_column('RELATION', v_settings) then 'a side without a column is not asked for a value: leave isNullable out'
      when v_on_delete = 'SET_NULL' then 'a relation that is not nullable cannot be set to null: give onDelete CASCADE or RESTRICT'
    end], null)
  loop
    v_faults := v_faults || row('MC302', format('the relation of %s is not valid', v_subject),
      format('Given: %s.', left(v_settings::text, 200)),
      upper(left(v_wrong, 1)) || substr(v_wrong, 2) || '.')::compiler.fault;
  end loop;
  if v_settings ? 'relationTargetFieldName' then
    v_faults := v_faults || compiler.validate_name('inverse field', v_settings ->> 'relationTargetFieldName');
    if v_settings ->> 'relationTargetFieldName' = any (compiler.reserved_field_names()) then
      v_faults := v_faults || row('MC102',
        format('field name %s is reserved', compiler.shown(v_settings ->> 'relationTargetFieldName')),
        'Every object has it, or it combines filters.', 'Choose another relationTargetFieldName.')::compiler.fault;
    end if;
  end if;
  if v_settings ? 'relationTargetFieldLabel' then
    v_faults := v_faults || compiler.validate_label('inverse field label', v_settings ->> 'relationTargetFieldLabel');
  end if;
  if v_target is not null and not exists (
    select from core."objectMetadata" o
    where o.id = v_target_id
      and o."workspaceId" = p_field."workspaceId"
  ) then
    v_faults := v_faults || row('MC301', format('the relation of %s leads nowhere', v_subject),
      format('No object of this workspace has the id %s.', compiler.shown(v_target)),
      'Give the id of an object of this workspace as relationTargetObjectId.')::compiler.fault;
  end if;
  return v_faults;
end;
$validate_relation_settings$;

comment on function compiler.validate_relation_settings is 'Validate pass: the faults of a RELATION field''s settings.';

revoke all on function compiler.validate_relation_settings from public;
