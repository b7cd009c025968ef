/*
 * plan_relation_change: validate -> PLAN -> emit -> apply -> log
 *
 * The foreign key's comment names both sides; what happens on delete is the key
 * itself, made anew.
 *
 * Expects: both states of a field.
 * Returns: at most one UPDATE_RELATION.
 * Test:    test/functions/20-plan/plan_relation_change.tap.sql
 */
create or replace function compiler.plan_relation_change(
  p_previous core."fieldMetadata", p_next core."fieldMetadata")
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_relation_change$
declare
  v_relation core."relationMetadata";
  v_result   compiler.operation;
begin
  if p_next.type <> 'RELATION' then
    return '{}';
  end if;
  select r.* into v_relation
  from core."relationMetadata" r where p_next.id in (r."fromFieldMetadataId", r."toFieldMetadataId");
  if not found then
    return '{}';
  elsif v_relation."relationType" = 'MANY_TO_MANY' then
    return compiler.plan_junction_comment(p_next);
  end if;
  v_result := compiler.plan_relation(v_relation);
  v_result.type := 'UPDATE_RELATION';
  v_result.action := case
    when p_next.id = v_relation."toFieldMetadataId"
      and coalesce(p_previous.settings ->> 'onDelete', 'SET_NULL') <> coalesce(p_next.settings ->> 'onDelete', 'SET_NULL')
    then 'REPLACE' else 'COMMENT'
  end;
  return array[v_result];
end;
$plan_relation_change$;

comment on function compiler.plan_relation_change is 'Plan pass: the foreign key of a changed relation field.';

revoke all on function compiler.plan_relation_change from public;
