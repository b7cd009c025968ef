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
 * Expects: valid pending rows, as read_pending() read them.
 * Returns: what is pending now, inverse fields and relations included.
 * Test:    test/functions/20-plan/derive_relations.tap.sql
 */
create or replace function compiler.derive_relations(p_workspace_id uuid, p_pending compiler.pending)
returns compiler.pending
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $derive_relations$
declare
  v_field   core."fieldMetadata";
  v_object  core."objectMetadata";
  v_inverse core."fieldMetadata";
  v_one     core."fieldMetadata";
  v_many    core."fieldMetadata";
  v_junction_ids uuid[] := '{}';
begin
  if not p_pending.has_relations then
    return p_pending;
  end if;

  foreach v_field in array p_pending.fields loop
    continue when v_field.type <> 'RELATION' or v_field.settings ->> 'relationTargetObjectId' is null
      or exists (
        select from core."relationMetadata" r where v_field.id in (r."fromFieldMetadataId", r."toFieldMetadataId"));

    select o.* into strict v_object from core."objectMetadata" o where o.id = v_field."objectMetadataId";
    v_inverse := compiler.plan_inverse_field(v_field, v_object);
    insert into core."fieldMetadata"
      ("objectMetadataId", "workspaceId", name, label, type, settings, "isCustom")
    values
      (v_inverse."objectMetadataId", v_inverse."workspaceId", v_inverse.name, v_inverse.label, v_inverse.type,
       v_inverse.settings, v_inverse."isCustom")
    returning id into v_inverse.id;

    -- "to" has the column; of MANY_TO_MANY neither has.
    v_one := case v_field.settings ->> 'relationType' when 'ONE_TO_MANY' then v_field else v_inverse end;
    v_many := case v_field.settings ->> 'relationType' when 'ONE_TO_MANY' then v_inverse else v_field end;
    insert into core."relationMetadata"
      ("workspaceId", "relationType", "fromObjectMetadataId", "fromFieldMetadataId",
       "toObjectMetadataId", "toFieldMetadataId")
    values
      (p_workspace_id, case v_field.settings ->> 'relationType' when 'MANY_TO_ONE' then 'ONE_TO_MANY'
         else v_field.settings ->> 'relationType' end, v_one."objectMetadataId", v_one.id, v_many."objectMetadataId", v_many.id);
    if v_field.settings ->> 'relationType' = 'MANY_TO_MANY' then
      v_junction_ids := v_junction_ids || compiler.insert_junction_object(v_field, v_inverse.id, v_object);
    end if;
  end loop;

  update core."fieldMetadata" f
  set settings = coalesce(nullif(f.settings, 'null'), '{}') || case f.id
    when r."fromFieldMetadataId" then
      jsonb_strip_nulls(jsonb_build_object('relationType', r."relationType", 'relationTargetObjectId', r."toObjectMetadataId",
        'isInverse', case r."relationType" when 'ONE_TO_ONE' then true end))
    else jsonb_build_object('relationTargetObjectId', r."fromObjectMetadataId",
      'relationType', case r."relationType" when 'ONE_TO_MANY' then 'MANY_TO_ONE' else r."relationType" end)
    end
  from unnest(p_pending.relations) r
  where f.id in (r."fromFieldMetadataId", r."toFieldMetadataId");

  if v_junction_ids <> '{}' then
    -- The junction's own fields are relations, with inverses of their own.
    return compiler.derive_relations(p_workspace_id,
      compiler.read_pending(p_workspace_id, p_pending.object_ids || v_junction_ids));
  end if;
  return compiler.read_pending(p_workspace_id, p_pending.object_ids);
end;
$derive_relations$;

comment on function compiler.derive_relations is 'Plan pass: writes inverse fields and relation rows.';

revoke all on function compiler.derive_relations from public;
