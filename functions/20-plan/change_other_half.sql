/*
 * change_other_half: validate -> PLAN -> emit -> apply -> log
 *
 * The two fields of a relation are there together: deleted together, switched
 * off and on together.
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
begin
  select r.* into v_relation
  from core."relationMetadata" r where p_previous.id in (r."fromFieldMetadataId", r."toFieldMetadataId");
  if not found then
    return '{}';
  end if;
  v_other := case p_previous.id
    when v_relation."fromFieldMetadataId" then v_relation."toFieldMetadataId" else v_relation."fromFieldMetadataId" end;
  -- Whichever of the two was deleted.
  if p_next.id is null or not exists (select from core."fieldMetadata" f where f.id = v_other) then
    delete from core."relationMetadata" r where r.id = v_relation.id;
    delete from core."fieldMetadata" f where f.id in (p_previous.id, v_other);
    return array[v_other, v_relation.id];
  end if;
  -- Only the half that was switched says: one that was changed otherwise would switch it back.
  update core."fieldMetadata" f set "isActive" = p_next."isActive"
  where f.id = v_other and f."isActive" <> p_next."isActive" and p_next."isActive" <> p_previous."isActive";
  return case when found then array[v_other] else '{}' end;
end;
$change_other_half$;

comment on function compiler.change_other_half is 'Plan pass: the other field of a relation follows.';

revoke all on function compiler.change_other_half from public;
