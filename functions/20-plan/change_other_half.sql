/*
 * change_other_half: validate -> PLAN -> emit -> apply -> log
 *
 * The two fields of a relation are there together: deleted together, switched
 * off and on together. What the settings of one say of the other or of both
 * (its name, its label, onDelete) is true afterwards, whichever of the two changed.
 *
 * Expects: both states of a RELATION field; next is null for a deleted one.
 * Returns: the id of the other field, where it changed with this one.
 * Test:    test/functions/20-plan/change_other_half.tap.sql
 */
create or replace function compiler.change_other_half(
  p_previous core."fieldMetadata", p_next core."fieldMetadata")
returns uuid[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $change_other_half$
declare
  v_relation core."relationMetadata";
  v_other    uuid;
  v_now      core."fieldMetadata";
  v_next     core."fieldMetadata";
begin
  select r.* into v_relation
  from core."relationMetadata" r where p_previous.id in (r."fromFieldMetadataId", r."toFieldMetadataId");
  if not found then
    return '{}';
  end if;
  v_other := case p_previous.id
    when v_relation."fromFieldMetadataId" then v_relation."toFieldMetadataId" else v_relation."fromFieldMetadataId" end;
  select f.* into v_now from core."fieldMetadata" f where f.id = v_other;
  -- Whichever of the two was deleted.
  if p_next.id is null or not found then
    delete from core."relationMetadata" r where r.id = v_relation.id;
    delete from core."fieldMetadata" f where f.id in (p_previous.id, v_other);
    return array[v_other, v_relation.id];
  end if;
  v_next := v_now;
  -- Only the half that was switched says: one that was changed otherwise would switch it back.
  if p_next."isActive" <> p_previous."isActive" then
    v_next."isActive" := p_next."isActive";
  end if;
  if p_next.settings -> 'relationTargetFieldName' is distinct from p_previous.settings -> 'relationTargetFieldName' then
    v_next.name := coalesce(p_next.settings ->> 'relationTargetFieldName', v_now.name);
  end if;
  if p_next.settings -> 'relationTargetFieldLabel' is distinct from p_previous.settings -> 'relationTargetFieldLabel' then
    v_next.label := coalesce(p_next.settings ->> 'relationTargetFieldLabel', v_now.label);
  end if;
  if p_next.name <> p_previous.name and v_now.settings ? 'relationTargetFieldName' then
    v_next.settings := v_next.settings || jsonb_build_object('relationTargetFieldName', p_next.name);
  end if;
  if p_next.label <> p_previous.label and v_now.settings ? 'relationTargetFieldLabel' then
    v_next.settings := v_next.settings || jsonb_build_object('relationTargetFieldLabel', p_next.label);
  end if;
  if p_next.settings -> 'onDelete' is distinct from p_previous.settings -> 'onDelete'
    -- Left out it is SET_NULL: two that mean the same would take turns.
    and coalesce(p_next.settings ->> 'onDelete', 'SET_NULL') <> coalesce(v_now.settings ->> 'onDelete', 'SET_NULL')
  then
    v_next.settings := v_next.settings - 'onDelete'
      || jsonb_strip_nulls(jsonb_build_object('onDelete', p_next.settings -> 'onDelete'));
  end if;
  if v_next is not distinct from v_now then
    return '{}';
  end if;
  update core."fieldMetadata" f
  set "isActive" = v_next."isActive", name = v_next.name, label = v_next.label, settings = v_next.settings
  where f.id = v_other;
  return array[v_other];
end;
$change_other_half$;

comment on function compiler.change_other_half is 'Plan pass: the other field of a relation follows.';

revoke all on function compiler.change_other_half from public;
