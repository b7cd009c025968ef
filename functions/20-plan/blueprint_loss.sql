/*
 * blueprint_loss: validate -> PLAN -> emit -> apply -> log
 *
 * Whether a change of a field costs values. Of a relation the field that has the
 * column is named, since its column is what the log names too.
 *
 * Expects: a field; a condition over "%1$s", the quoted column; the reason of
 *          one record that meets it, and of more.
 * Returns: one change, LOSE with { id, subject, reason }; [] when nothing is lost.
 * Test:    test/functions/20-plan/blueprint_loss.tap.sql
 */
create or replace function compiler.blueprint_loss(
  p_field core."fieldMetadata", p_condition text default '%1$s is not null',
  p_reason text[] default '{record has a value,records have a value}')
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $blueprint_loss$
declare
  v_field  core."fieldMetadata" := p_field;
  v_object core."objectMetadata";
  v_column text;
  v_found  record;
begin
  select f.* into v_field
  from core."relationMetadata" r
  join core."fieldMetadata" f on f.id = r."toFieldMetadataId"
  where p_field.id in (r."fromFieldMetadataId", r."toFieldMetadataId");
  if not found then
    v_field := p_field;
  end if;
  select o.* into strict v_object from core."objectMetadata" o where o.id = v_field."objectMetadataId";
  v_column := quote_ident((compiler.plan_field(v_field, v_object."nameSingular", false))[1].name);
  if v_column is null then
    return '[]';  -- a relation that waits for its other side
  end if;
  v_found := compiler.find_records(
    compiler.schema_name(v_object."workspaceId"), v_object."nameSingular", format(p_condition, v_column));
  if v_found.count = 0 then
    return '[]';
  end if;
  return jsonb_build_array(jsonb_build_object('step', 'LOSE', 'row', jsonb_build_object(
    'id', v_field.id, 'subject', v_object."nameSingular" || '.' || v_field.name,
    'reason', compiler.counted(v_found.count, p_reason[1], p_reason[2]))));
end;
$blueprint_loss$;

comment on function compiler.blueprint_loss is 'Plan pass: whether a change of a field costs values.';

revoke all on function compiler.blueprint_loss from public;
