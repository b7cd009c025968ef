/*
 * plan_permissions: validate -> PLAN -> emit -> apply -> log
 *
 * What changes of permissions mean for the tables of some objects: other rights,
 * and the policies of the row permissions that changed.
 *
 * Expects: ids of objects; of the row permissions on them that were created,
 *          changed or deleted.
 * Returns: UPDATE_OBJECT operations. A deleted object's table has no rights, but
 *          may lose a policy.
 * Test:    test/functions/20-plan/plan_permissions.tap.sql
 */
create or replace function compiler.plan_permissions(p_workspace_id uuid, p_object_ids uuid[], p_row_permission_ids uuid[])
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_permissions$
declare
  v_object_id uuid;
  v_object    core."objectMetadata";
  v_ids       uuid[];
  v_result    compiler.operation[] := '{}';
begin
  foreach v_object_id in array p_object_ids loop
    select o.* into v_object from core."objectMetadata" o where o.id = v_object_id;
    v_ids := array(
      select c.id from compiler.compiled c
      where c.id = any (p_row_permission_ids) and c.object_id = v_object_id and c.kind = 'ROW_PERMISSION'
      union
      select p.id from core."rowPermission" p
      where p.id = any (p_row_permission_ids) and p."objectMetadataId" = v_object_id);
    if v_ids <> '{}' then
      v_result := v_result || compiler.plan_policies(p_workspace_id, v_object_id,
        coalesce(v_object."nameSingular", compiler.id_name('deleted', v_object_id)), v_ids, v_ids);
    end if;
    if v_object.id is not null then
      v_result := v_result || compiler.plan_object_grants(v_object);
    end if;
  end loop;
  return v_result;
end;
$plan_permissions$;

comment on function compiler.plan_permissions is 'Plan pass: the operations of changed permissions.';

revoke all on function compiler.plan_permissions from public;
