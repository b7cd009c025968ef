/*
 * plan_object_grants: validate -> PLAN -> emit -> apply -> log
 *
 * The rights on an object's table as they are to be from now on: flags and
 * permissions of the roles. An inactive object gives none. A right is given by
 * column where it leaves one out, since Postgres has no way to take one column
 * out of a right on the whole table: that of a field which is hidden (inactive,
 * or deleted and kept) or which a permission is on, and "deletedAt", which is
 * what soft-deleting changes.
 *
 * Expects: the object as it is to be; its fields' rows as they are to be; whether
 *          fields count that were never compiled: new ones, or restored.
 * Returns: one UPDATE_OBJECT, with grants [{ "privileges": { <privilege>: <columns,
 *          or null for the whole table> }, "roles": [<database role>, …] }, …].
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
  v_has_hidden boolean := compiler.has_hidden_fields(p_object.id);
  v_result     compiler.operation;
begin
  v_result.type := 'UPDATE_OBJECT';
  v_result.action := 'GRANTS';
  v_result.object_id := p_object.id;
  v_result.table_name := p_object."nameSingular";
  v_result.expression := (
    select string_agg(quote_ident(r."databaseRole"), ', ' order by r."databaseRole")
    from core.role r where r."workspaceId" = p_object."workspaceId");
  v_result.grants := (
    with column_of as (
      select s.name, null::uuid as field_id, s.place - 5 as place
      from unnest('{id,createdAt,updatedAt,deletedAt,position}'::text[]) with ordinality s (name, place)
      union all
      select p.plan[1].name, f.id, f.ordinal
      from core."fieldMetadata" f
      cross join lateral (select compiler.plan_field(f, p_object."nameSingular", false)) p (plan)
      where f."objectMetadataId" = p_object.id and f."isActive" and p.plan <> '{}'
        and (p_with_new_fields or exists (select from compiler.compiled c where c.id = f.id and c.kind = 'FIELD'))
    ),
    "right" as (
      select r.database_role, k.privilege, c.name, c.place, case k.privilege
          when 'select' then r.can_read and coalesce(p."canReadFieldValue", true)
          when 'insert' then r.can_create and coalesce(p."canUpdateFieldValue", true)
          when 'update' then case c.name when 'deletedAt' then r.can_soft_delete
            else r.can_update and coalesce(p."canUpdateFieldValue", true) end
        end as is_given
      from compiler.object_rights(p_object."workspaceId", p_object.id) r
      cross join unnest('{select,insert,update}'::text[]) k (privilege)
      cross join column_of c
      left join core."fieldPermission" p on p."roleId" = r.role_id and p."fieldMetadataId" = c.field_id
    ),
    privilege as (
      select database_role, privilege, case when v_has_hidden or not bool_and(is_given) then
        jsonb_agg(name order by place) filter (where is_given) end as columns
      from "right"
      group by database_role, privilege
      having bool_or(is_given)
      union all
      select r.database_role, 'delete', null
      from compiler.object_rights(p_object."workspaceId", p_object.id) r
      where r.can_destroy
    ),
    granted as (
      select database_role, jsonb_object_agg(privilege, columns) as privileges from privilege group by database_role
    ),
    grouped as (
      select privileges, jsonb_agg(database_role order by database_role) as roles from granted group by privileges
    )
    select coalesce(jsonb_agg(jsonb_build_object('privileges', privileges, 'roles', roles) order by privileges), '[]')
    from grouped
    where p_object."isActive"
  );
  return v_result;
end;
$plan_object_grants$;

comment on function compiler.plan_object_grants is 'Plan pass: the rights on an object''s table, anew.';

revoke all on function compiler.plan_object_grants from public;
