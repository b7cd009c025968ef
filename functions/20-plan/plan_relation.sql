/*
 * plan_relation: validate -> PLAN -> emit -> apply -> log
 *
 * A new relation is a foreign key from the "to" side, whose column its field's
 * own operation adds. The key is named after that field. That of a junction object
 * also tells of the MANY_TO_MANY field that lists records by way of it.
 *
 * Expects: a valid row, whose fields and objects exist.
 * Returns: one CREATE_RELATION.
 * Test:    test/functions/20-plan/plan_relation.tap.sql
 */
create or replace function compiler.plan_relation(p_relation core."relationMetadata")
returns compiler.operation
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_relation$
declare
  v_result compiler.operation;
  v_sides  record;
begin
  select ff.name as from_name, ff.description as from_description, fo."nameSingular" as from_table,
    tf.name as to_name, tf.description as to_description, tf.settings, o."nameSingular" as to_table,
    lf.name as list_name, lf.description as list_description
  into strict v_sides
  from core."fieldMetadata" ff
  join core."objectMetadata" fo on fo.id = ff."objectMetadataId"
  join core."fieldMetadata" tf on tf.id = p_relation."toFieldMetadataId"
  join core."objectMetadata" o on o.id = tf."objectMetadataId"
  left join compiler.junction j on j.field_id = tf.id
  left join core."fieldMetadata" lf on lf.id = j.list_field_id and lf."isActive"
  where ff.id = p_relation."fromFieldMetadataId";

  v_result.type := 'CREATE_RELATION';
  v_result.relation_id := p_relation.id;
  v_result.object_id := p_relation."toObjectMetadataId";
  v_result.target_object_id := p_relation."fromObjectMetadataId";
  v_result.field_id := p_relation."toFieldMetadataId";
  v_result.table_name := v_sides.to_table;
  v_result.target_table := v_sides.from_table;
  v_result.name := v_sides.to_name || 'Id';
  -- From a closed list: validated, or SET_NULL.
  v_result.on_delete := lower(replace(coalesce(v_sides.settings ->> 'onDelete', 'SET_NULL'), '_', ' '));
  v_result.comment := concat_ws(E'\n',
    compiler.smart_comment(
      '@fieldName ' || v_sides.to_name || E'\n@foreignFieldName ' || v_sides.from_name
        || case p_relation."relationType" when 'ONE_TO_ONE' then E'\n@relationType ONE_TO_ONE' else '' end,
      v_sides.to_description),
    '@foreignDescription ' || compiler.encoded_text(v_sides.from_description),
    '@listFieldName ' || v_sides.list_name,
    '@listDescription ' || compiler.encoded_text(v_sides.list_description));
  return v_result;
end;
$plan_relation$;

comment on function compiler.plan_relation is 'Plan pass: the operation of a new relation.';

revoke all on function compiler.plan_relation from public;
