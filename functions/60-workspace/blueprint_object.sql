/*
 * blueprint_object: workspace
 *
 * An object as it is, in the full form of full_object(). Of the two fields of a
 * relation only one is listed, see is_source_field(); the other is its inverse.
 *
 * Expects: a row of core."objectMetadata".
 * Returns: the object, fields and indexes in the order in which they were given.
 * Test:    test/functions/60-workspace/blueprint_object.tap.sql
 */
create or replace function compiler.blueprint_object(p_object core."objectMetadata")
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $blueprint_object$
begin
  return jsonb_build_object(
    'nameSingular', p_object."nameSingular", 'namePlural', p_object."namePlural",
    'labelSingular', p_object."labelSingular", 'labelPlural', p_object."labelPlural",
    'description', p_object.description, 'icon', p_object.icon, 'isActive', p_object."isActive",
    'labelIdentifierField', (
      select f.name from core."fieldMetadata" f where f.id = p_object."labelIdentifierFieldMetadataId"),
    'imageIdentifierField', (
      select f.name from core."fieldMetadata" f where f.id = p_object."imageIdentifierFieldMetadataId"),
    'fields', (
      select coalesce(jsonb_agg(compiler.blueprint_field(f) order by f.ordinal), '[]')
      from core."fieldMetadata" f
      where f."objectMetadataId" = p_object.id and compiler.is_source_field(f)),
    'indexes', (
      select coalesce(jsonb_agg(compiler.blueprint_index(i) order by i.ordinal), '[]')
      from core."indexMetadata" i where i."objectMetadataId" = p_object.id));
end;
$blueprint_object$;

comment on function compiler.blueprint_object is 'An object as a blueprint has it, with nothing left out.';

revoke all on function compiler.blueprint_object from public;
