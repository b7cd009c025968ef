/*
 * plan_junction_comment: validate -> PLAN -> emit -> apply -> log
 *
 * A MANY_TO_MANY field has no column and no foreign key: the API learns of it
 * from the comment on the junction object's key to the field's own object.
 *
 * Expects: a field, whether it is there (still, again) or not (any more).
 * Returns: one UPDATE_RELATION for a MANY_TO_MANY field whose junction is there.
 * Test:    test/functions/20-plan/plan_junction_comment.tap.sql
 */
create or replace function compiler.plan_junction_comment(p_field core."fieldMetadata")
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_junction_comment$
declare
  v_relation core."relationMetadata";
  v_result   compiler.operation;
begin
  if p_field.type <> 'RELATION' or p_field.settings ->> 'relationType' is distinct from 'MANY_TO_MANY' then
    return '{}';
  end if;
  select r.* into v_relation
  from compiler.junction j
  join core."relationMetadata" r on r."toFieldMetadataId" = j.field_id
  -- One that the same statement deletes is refused, or takes its relations along.
  join core."objectMetadata" o on o.id = r."toObjectMetadataId"
  where j.list_field_id = p_field.id;
  if not found then
    return '{}';
  end if;
  v_result := compiler.plan_relation(v_relation);
  v_result.type := 'UPDATE_RELATION';
  v_result.action := 'COMMENT';
  return array[v_result];
end;
$plan_junction_comment$;

comment on function compiler.plan_junction_comment is 'Plan pass: what the junction object says of a MANY_TO_MANY field.';

revoke all on function compiler.plan_junction_comment from public;
