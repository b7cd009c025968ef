/*
 * derive_relations: validate -> PLAN -> emit -> apply -> log
 *
 * Makes the metadata whole: a RELATION field that names its target gets its
 * inverse field and its row in core."relationMetadata"; the fields of a relation
 * row that a client wrote get the settings they would have had.
 *
 * The one function of the plan pass that writes: rows of ours, which do not fire
 * the triggers again.
 *
 * Expects: valid pending rows; the objects of touched_objects().
 * Test:    test/functions/20-plan/derive_relations.tap.sql
 */
create or replace function compiler.derive_relations(p_workspace_id uuid, p_object_ids uuid[])
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $derive_relations$
declare
  v_source   record;
  v_field    core."fieldMetadata";
  v_inverse  core."fieldMetadata";
  v_is_one   boolean;
begin
  for v_source in
    select f as field, o as object
    from core."fieldMetadata" f
    join core."objectMetadata" o on o.id = f."objectMetadataId"
    where f."objectMetadataId" = any (p_object_ids) and f.type = 'RELATION'
      and f.settings ->> 'relationTargetObjectId' is not null
      and not exists (
        select from core."relationMetadata" r where f.id in (r."fromFieldMetadataId", r."toFieldMetadataId"))
    order by f.ordinal
  loop
    v_field := v_source.field;
    v_inverse := compiler.plan_inverse_field(v_field, v_source.object);
    insert into core."fieldMetadata"
      ("objectMetadataId", "workspaceId", name, label, type, settings, "isCustom")
    values
      (v_inverse."objectMetadataId", v_inverse."workspaceId", v_inverse.name, v_inverse.label, v_inverse.type,
       v_inverse.settings, v_inverse."isCustom")
    returning id into v_inverse.id;

    v_is_one := v_field.settings ->> 'relationType' = 'ONE_TO_MANY';
    insert into core."relationMetadata"
      ("workspaceId", "relationType", "fromObjectMetadataId", "fromFieldMetadataId",
       "toObjectMetadataId", "toFieldMetadataId")
    select p_workspace_id, 'ONE_TO_MANY', one."objectMetadataId", one.id, many."objectMetadataId", many.id
    from (select case when v_is_one then v_field else v_inverse end as one,
                 case when v_is_one then v_inverse else v_field end as many) s
      cross join lateral (select (s.one).*) one cross join lateral (select (s.many).*) many;
  end loop;

  update core."fieldMetadata" f
  set settings = coalesce(nullif(f.settings, 'null'), '{}') || case f.id
    when r."fromFieldMetadataId" then
      jsonb_build_object('relationType', 'ONE_TO_MANY', 'relationTargetObjectId', r."toObjectMetadataId")
    else jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', r."fromObjectMetadataId")
    end
  from core."relationMetadata" r
  where f."objectMetadataId" = any (p_object_ids) and f.type = 'RELATION'
    and f.id in (r."fromFieldMetadataId", r."toFieldMetadataId")
    and f.settings ->> 'relationType' is null;
end;
$derive_relations$;

comment on function compiler.derive_relations is 'Plan pass: writes inverse fields and relation rows.';

revoke all on function compiler.derive_relations from public;
