/*
 * plan_object_grants: validate -> PLAN -> emit -> apply -> log
 *
 * The rights on an object's table as they are to be from now on. An inactive
 * object gives none. Where a field is hidden (inactive, or deleted and kept),
 * rights are given by column: Postgres has no way to take one column out of a
 * right on the whole table.
 *
 * Expects: the object as it is to be; its fields' rows as they are to be; whether
 *          fields count that were never compiled: new ones, or restored.
 * Returns: one UPDATE_OBJECT, whose columns are null for the whole table.
 * Test:    test/functions/20-plan/plan_object_grants.tap.sql
 */
create or replace function compiler.plan_object_grants(p_object core."objectMetadata", p_with_new_fields boolean default true)
returns compiler.operation
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_object_grants$
declare
  v_result compiler.operation;
begin
  v_result.type := 'UPDATE_OBJECT';
  v_result.action := 'GRANTS';
  v_result.object_id := p_object.id;
  v_result.table_name := p_object."nameSingular";
  v_result.grants := case when p_object."isActive" then compiler.plan_grants(p_object."workspaceId") else '[]' end;
  v_result.expression := (
    select string_agg(quote_ident(r."databaseRole"), ', ' order by r."databaseRole")
    from core.role r where r."workspaceId" = p_object."workspaceId");
  if compiler.has_hidden_fields(p_object.id) then
    v_result.columns := '{id,createdAt,updatedAt,deletedAt,position}'::text[] || array(
      select p.plan[1].name
      from core."fieldMetadata" f
      cross join lateral (select compiler.plan_field(f, p_object."nameSingular", false)) p (plan)
      where f."objectMetadataId" = p_object.id and f."isActive" and p.plan <> '{}'
        and (p_with_new_fields or exists (select from compiler.compiled c where c.id = f.id and c.kind = 'FIELD'))
      order by f.ordinal);
  end if;
  return v_result;
end;
$plan_object_grants$;

comment on function compiler.plan_object_grants is 'Plan pass: the rights on an object''s table, anew.';

revoke all on function compiler.plan_object_grants from public;
