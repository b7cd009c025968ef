/*
 * plan_roles: validate -> PLAN -> emit -> apply -> log
 *
 * What changes of roles mean for the catalog. Each role is a Postgres role, which
 * every table of the workspace knows by its policies, those of deleted objects
 * too; its flags are rights on the tables. A new name or description is neither.
 *
 * Expects: ids of roles that were created, changed or deleted.
 * Returns: CREATE_ROLE, UPDATE_ROLE; the policies and rights of all tables, where
 *          rights change; DELETE_ROLE, once nothing knows the role.
 * Test:    test/functions/20-plan/plan_roles.tap.sql
 */
create or replace function compiler.plan_roles(p_workspace_id uuid, p_ids uuid[])
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_roles$
declare
  v_rights  boolean := false;  -- whether any change
  v_change  record;
  v_table   record;
  v_step    compiler.operation;
  v_result  compiler.operation[] := '{}';
  v_last    compiler.operation[] := '{}';
begin
  for v_change in
    select i.id, c.definition as previous, to_jsonb(r) as next
    from unnest(p_ids) with ordinality i (id, place)
    left join compiler.compiled c on c.id = i.id and c.kind = 'ROLE'
    left join core.role r on r.id = i.id
    where c.definition is distinct from to_jsonb(r)
    order by i.place
  loop
    v_step := null;
    v_step.role_id := v_change.id;
    v_step.name := coalesce(v_change.previous, v_change.next) ->> 'databaseRole';
    v_step.type := case when v_change.previous is null then 'CREATE_ROLE' when v_change.next is null then 'DELETE_ROLE'
      else 'UPDATE_ROLE' end;
    if v_step.type = 'DELETE_ROLE' then
      v_last := v_last || v_step;
    else
      v_result := v_result || v_step;
    end if;
    v_rights := v_rights or v_step.type <> 'UPDATE_ROLE'
      or compiler.changed_keys(v_change.next, v_change.previous) ?| '{canReadAllObjectRecords,canUpdateAllObjectRecords,
        canSoftDeleteAllObjectRecords,canDestroyAllObjectRecords}'::text[];
  end loop;
  for v_table in
    select coalesce(o, jsonb_populate_record(null::core."objectMetadata", c.definition)) as object,
      c.definition ->> 'nameSingular' as name, false as is_deleted
    from compiler.compiled c
    left join core."objectMetadata" o on o.id = c.id
    where c.workspace_id = p_workspace_id and c.kind = 'OBJECT'
    union all
    select jsonb_populate_record(null::core."objectMetadata", d.definition), compiler.id_name('deleted', d.id), true
    from compiler.deleted d
    where d.workspace_id = p_workspace_id and d.kind = 'OBJECT'
    order by name
  loop
    exit when not v_rights;
    if not v_table.is_deleted then
      v_step := compiler.plan_object_grants(v_table.object, false);
      v_step.table_name := v_table.name;
      v_last := v_step || v_last;
    end if;
    -- Row permissions of a deleted role are gone with it.
    v_result := v_result || compiler.plan_policies(p_workspace_id, (v_table.object).id, v_table.name, array(
      select c.id from compiler.compiled c
      where c.workspace_id = p_workspace_id and c.kind = 'ROW_PERMISSION' and c.object_id = (v_table.object).id
        and not exists (select from core."rowPermission" p where p.id = c.id)), '{}');
  end loop;
  return v_result || v_last;
end;
$plan_roles$;

comment on function compiler.plan_roles is 'Plan pass: the operations of new, changed and deleted roles.';

revoke all on function compiler.plan_roles from public;
