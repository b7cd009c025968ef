/*
 * junction_side_names: validate -> PLAN -> emit -> apply -> log
 *
 * A junction object comes with its relation, and with it two fields that are named
 * after what they lead to. A blueprint may have them by other names: what it lists
 * in their place, relations to the same object, are these two.
 *
 * Expects: the id of an object; the object of that name in the blueprint, in full form.
 * Returns: the names that the blueprint gives to the two, by their ids; {} for an
 *          object that is no junction, or where the names are the same.
 * Test:    test/functions/20-plan/junction_side_names.tap.sql
 */
create or replace function compiler.junction_side_names(p_object_id uuid, p_object jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $junction_side_names$
begin
  return (
    with listed as (
      select f.field ->> 'name' as name, f.field -> 'settings' ->> 'relationTargetObject' as target, f.place
      from jsonb_array_elements(p_object -> 'fields') with ordinality f (field, place)
      where f.field -> 'settings' ->> 'relationType' = 'MANY_TO_ONE'
    ),
    side as (
      select f.id, f.name, o."nameSingular" as target, f.ordinal
      from core."fieldMetadata" f
      join compiler.junction j on j.field_id = f.id
      join core."fieldMetadata" list on list.id = j.list_field_id
      join core."objectMetadata" o on o.id = list."objectMetadataId"
      where f."objectMetadataId" = p_object_id
    ),
    missing as (
      select s.id, s.target, row_number() over (partition by s.target order by s.ordinal) as turn
      from side s where not exists (select from listed l where l.name = s.name and l.target = s.target)
    ),
    spare as (
      select l.name, l.target, row_number() over (partition by l.target order by l.place) as turn
      from listed l
      where not exists (select from side s where s.name = l.name and s.target = l.target)
        -- Another field of the object that is there already.
        and not exists (
          select from core."fieldMetadata" f
          where f."objectMetadataId" = p_object_id and f.name = l.name and not exists (select from side s where s.id = f.id))
    )
    select coalesce(jsonb_object_agg(m.id, s.name), '{}') from missing m join spare s on s.target = m.target and s.turn = m.turn);
end;
$junction_side_names$;

comment on function compiler.junction_side_names is 'Plan pass: how a blueprint names the two fields of a junction object.';

revoke all on function compiler.junction_side_names from public;
