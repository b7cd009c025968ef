/*
 * validate_relation: VALIDATE -> plan -> emit -> apply -> log
 *
 * A row of core."relationMetadata" that a client wrote: it joins two RELATION
 * fields that wait for it. "from" is the one side, "to" has the column.
 *
 * Expects: a new row.
 * Returns: every fault: MC301 a field or object that is not there, MC302 the rest.
 *          Empty when there is none.
 * Test:    test/functions/10-validate/validate_relation.tap.sql
 */
create or replace function compiler.validate_relation(p_relation core."relationMetadata")
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_relation$
declare
  v_faults compiler.fault[] := '{}';
  v_side   record;
begin
  if (p_relation."relationType" in ('ONE_TO_MANY', 'ONE_TO_ONE')) is not true then
    v_faults := v_faults || row('MC302',
      format('relation type %s is not valid', compiler.shown(p_relation."relationType")),
      'In relationMetadata, "from" is the one side and "to" the many side.',
      'Give ONE_TO_MANY or ONE_TO_ONE; for MANY_TO_MANY create one RELATION field with that type.')::compiler.fault;
  end if;
  for v_side in
    select s.side, f.id, f.name, f.type, f.settings, f."isNullable",
      coalesce(f.settings ->> 'relationType', s.type) <> s.type
        or coalesce(f.settings ->> 'relationTargetObjectId', s.target_id::text) <> s.target_id::text as says_otherwise,
      exists (
        select from core."relationMetadata" r
        where r.id <> p_relation.id and f.id in (r."fromFieldMetadataId", r."toFieldMetadataId")) as is_taken
    from (values
      ('from', p_relation."relationType", p_relation."fromObjectMetadataId", p_relation."fromFieldMetadataId",
        p_relation."toObjectMetadataId"),
      ('to', case p_relation."relationType" when 'ONE_TO_MANY' then 'MANY_TO_ONE' else p_relation."relationType" end, p_relation."toObjectMetadataId", p_relation."toFieldMetadataId",
        p_relation."fromObjectMetadataId")) s (side, type, object_id, field_id, target_id)
    left join core."objectMetadata" o on o.id = s.object_id and o."workspaceId" = p_relation."workspaceId"
    left join core."fieldMetadata" f on f.id = s.field_id and f."objectMetadataId" = o.id
    order by s.side
  loop
    if v_side.id is null then
      v_faults := v_faults || row('MC301',
        format('the %s side of the relation leads nowhere', v_side.side),
        'No such object in this workspace, or the field is not one of its fields.',
        format('Give %sObjectMetadataId and the id of one of its fields as %sFieldMetadataId.', v_side.side, v_side.side)
      )::compiler.fault;
    elsif v_side.type <> 'RELATION' or v_side.is_taken then
      v_faults := v_faults || row('MC302',
        format('field "%s" cannot be the %s side of a relation', v_side.name, v_side.side),
        case when v_side.is_taken then 'It is in a relation already.' else format('Its type is %s.', v_side.type) end,
        'Create a field of type RELATION without relationType for it.')::compiler.fault;
    elsif v_side.says_otherwise then
      v_faults := v_faults || row('MC302',
        format('the settings of field "%s" name another relation', v_side.name),
        format('The field is the %s side here. Its settings: %s.', v_side.side, left(v_side.settings::text, 200)),
        'Leave relationType and relationTargetObjectId out of them.')::compiler.fault;
    elsif v_side.side = 'from' and (not v_side."isNullable" or v_side.settings ? 'onDelete') then
      v_faults := v_faults || row('MC302',
        format('field "%s" is a list, which has no column', v_side.name),
        'isNullable and onDelete are those of the "to" field.', 'Leave isNullable and settings.onDelete out of it.'
      )::compiler.fault;
    elsif v_side.side = 'to' and not v_side."isNullable"
      and coalesce(v_side.settings ->> 'onDelete', 'SET_NULL') = 'SET_NULL' then
      v_faults := v_faults || row('MC302',
        format('field "%s" is not nullable and cannot be set to null', v_side.name),
        'Its onDelete is SET_NULL.', 'Give the field settings.onDelete CASCADE or RESTRICT.')::compiler.fault;
    end if;
  end loop;
  if p_relation."fromFieldMetadataId" = p_relation."toFieldMetadataId" then
    v_faults := v_faults || row('MC302', 'the two sides of the relation are one field',
      format('Field %s.', p_relation."fromFieldMetadataId"),
      'Give two fields.')::compiler.fault;
  end if;
  return v_faults;
end;
$validate_relation$;

comment on function compiler.validate_relation is 'Validate pass: the faults of one new relation row.';

revoke all on function compiler.validate_relation from public;
