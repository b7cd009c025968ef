/*
 * purge_deleted: workspace
 *
 * Drops what was deleted longer ago than the workspace keeps it
 * ("trashRetentionDays"). For operators: from here on the data is gone.
 *
 * Expects: a workspace.
 * Returns: how many objects and fields were dropped.
 * Test:    test/functions/60-workspace/purge_deleted.tap.sql
 */
create or replace function core.purge_deleted(p_workspace_id uuid)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $purge_deleted$
declare
  v_gone       compiler.deleted;
  v_step       compiler.operation;
  v_operations compiler.operation[] := '{}';
  v_ids        uuid[] := '{}';
  v_object     core."objectMetadata";
begin
  perform compiler.lock_workspace(p_workspace_id);
  for v_gone in
    delete from compiler.deleted d
    using core.workspace w
    where w.id = p_workspace_id and d.workspace_id = w.id
      and d."deletedAt" <= now() - make_interval(days => w."trashRetentionDays")
    returning d.*
  loop
    continue when v_gone.kind = 'INDEX';  -- dropped when its object was deleted
    v_ids := v_ids || v_gone.id;
    -- With its object, a field is dropped by that; the list side of a relation has no column.
    continue when v_gone.kind = 'FIELD' and (v_gone.with_object or compiler.plan_field(
      jsonb_populate_record(null::core."fieldMetadata", v_gone.definition), 'any', false) = '{}');
    v_step := null;
    v_step.type := 'DELETE_' || v_gone.kind;
    v_step.action := 'DROP';
    v_step.object_id := v_gone.object_id;
    v_step.table_name := case v_gone.kind
      when 'OBJECT' then compiler.id_name('deleted', v_gone.id)
      else coalesce(compiler.compiled_table_name(v_gone.object_id), compiler.id_name('deleted', v_gone.object_id)) end;
    if v_gone.kind = 'FIELD' then
      v_step.field_id := v_gone.id;
      v_step.name := compiler.id_name('deleted', v_gone.id);
    end if;
    -- Columns before tables: a deleted field may be on a deleted object.
    v_operations := case v_gone.kind when 'FIELD' then v_step || v_operations else v_operations || v_step end;
  end loop;
  -- Where nothing is hidden any more, rights are on the whole table again.
  for v_object in
    select o.* from core."objectMetadata" o
    where o.id in (select d.object_id from unnest(v_operations) d where d.type = 'DELETE_FIELD')
    order by o.ordinal
  loop
    v_operations := v_operations || compiler.plan_object_grants(v_object);
  end loop;
  if v_operations <> '{}' then
    perform compiler.execute_operations(
      p_workspace_id, compiler.schema_name(p_workspace_id), v_operations, '{}', true);
  end if;
  delete from core."objectPermission" p
  where p."workspaceId" = p_workspace_id
    and not exists (select from core."objectMetadata" o where o.id = p."objectMetadataId")
    and not exists (select from compiler.deleted d where d.id = p."objectMetadataId");
  delete from core."fieldPermission" p
  where p."workspaceId" = p_workspace_id
    and not exists (select from core."fieldMetadata" f where f.id = p."fieldMetadataId")
    and not exists (select from compiler.deleted d where d.id = p."fieldMetadataId");
  delete from core."rowPermission" p
  where p."workspaceId" = p_workspace_id
    and not exists (select from core."objectMetadata" o where o.id = p."objectMetadataId")
    and not exists (select from compiler.deleted d where d.id = p."objectMetadataId");
  delete from compiler.compiled c
  where c.workspace_id = p_workspace_id and c.kind = 'ROW_PERMISSION'
    and not exists (select from core."rowPermission" p where p.id = c.id);
  return cardinality(v_ids);
end;
$purge_deleted$;

comment on function core.purge_deleted is 'Drops what was deleted longer ago than the workspace keeps it. For operators.';

revoke all on function core.purge_deleted from public;
