/*
 * plan_relation: validate -> PLAN -> emit -> apply -> log
 *
 * A new relation is a foreign key from the "to" side, whose column its field's
 * own operation adds. The key is named after that field.
 *
 * Expects: a valid row, both fields, both tables.
 * Returns: one CREATE_RELATION.
 * Test:    test/functions/20-plan/plan_relation.tap.sql
 */
create or replace function compiler.plan_relation(
  p_relation core."relationMetadata",
  p_from_field core."fieldMetadata", p_from_table text,
  p_to_field core."fieldMetadata", p_to_table text)
returns compiler.operation
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_relation$
declare
  v_result compiler.operation;
begin
  v_result.type := 'CREATE_RELATION';
  v_result.relation_id := p_relation.id;
  v_result.object_id := p_relation."toObjectMetadataId";
  v_result.target_object_id := p_relation."fromObjectMetadataId";
  v_result.field_id := p_to_field.id;
  v_result.table_name := p_to_table;
  v_result.target_table := p_from_table;
  v_result.name := p_to_field.name || 'Id';
  -- From a closed list: validated, or SET_NULL.
  v_result.on_delete := lower(replace(coalesce(p_to_field.settings ->> 'onDelete', 'SET_NULL'), '_', ' '));
  v_result.comment := concat_ws(E'\n',
    compiler.smart_comment(
      '@fieldName ' || p_to_field.name || E'\n@foreignFieldName ' || p_from_field.name, p_to_field.description),
    '@foreignDescription ' || to_json(p_from_field.description)::text);
  return v_result;
end;
$plan_relation$;

comment on function compiler.plan_relation is 'Plan pass: the operation of a new relation.';

revoke all on function compiler.plan_relation from public;
