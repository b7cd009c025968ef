/*
 * plan_inverse_field: validate -> PLAN -> emit -> apply -> log
 *
 * The other side of a RELATION field, as a row to be written: order.customer
 * (MANY_TO_ONE) gives company.orders, project.tasks (ONE_TO_MANY) gives
 * task.project. The name is the source's plural where the inverse is a list and
 * its singular where it is one record, unless the settings give one.
 *
 * Expects: a field whose settings passed validate_relation_settings(), its object.
 * Returns: a row of core."fieldMetadata", without id and ordinal.
 * Test:    test/functions/20-plan/plan_inverse_field.tap.sql
 */
create or replace function compiler.plan_inverse_field(p_field core."fieldMetadata", p_object core."objectMetadata")
returns core."fieldMetadata"
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_inverse_field$
declare
  v_type    text    := p_field.settings ->> 'relationType';
  v_is_list boolean := v_type in ('MANY_TO_ONE', 'MANY_TO_MANY');
  v_inverse core."fieldMetadata";
begin
  v_inverse."objectMetadataId" := (p_field.settings ->> 'relationTargetObjectId')::uuid;
  v_inverse."workspaceId" := p_field."workspaceId";
  v_inverse.name := coalesce(p_field.settings ->> 'relationTargetFieldName',
    case when v_is_list then p_object."namePlural" else p_object."nameSingular" end);
  v_inverse.label := coalesce(p_field.settings ->> 'relationTargetFieldLabel',
    case
      when p_field.settings ? 'relationTargetFieldName' then compiler.label_from_name(v_inverse.name)
      when v_is_list then p_object."labelPlural"
      else p_object."labelSingular"
    end);
  v_inverse.type := 'RELATION';
  v_inverse.settings := jsonb_strip_nulls(jsonb_build_object(
    'relationType', case v_type when 'MANY_TO_ONE' then 'ONE_TO_MANY' when 'ONE_TO_MANY' then 'MANY_TO_ONE' else v_type end,
    'isInverse', case when v_type in ('ONE_TO_ONE', 'MANY_TO_MANY') then true end,
    'relationTargetObjectId', p_object.id,
    -- onDelete belongs to the side that has the column.
    'onDelete', case when v_type = 'ONE_TO_MANY' then p_field.settings ->> 'onDelete' end));
  v_inverse."isCustom" := p_field."isCustom";
  v_inverse."isActive" := true;
  v_inverse."isNullable" := true;
  v_inverse."isUnique" := false;
  v_inverse."isSystem" := false;
  return v_inverse;
end;
$plan_inverse_field$;

comment on function compiler.plan_inverse_field is 'Plan pass: the inverse of a RELATION field, as a row to be written.';

revoke all on function compiler.plan_inverse_field from public;
