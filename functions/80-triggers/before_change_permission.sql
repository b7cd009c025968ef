/*
 * before_change_permission: triggers
 *
 * Takes the workspace's lock before the first permission is written.
 *
 * Raises:  see claim_workspace(); MC301 no role or nothing that it is on, MC501
 *          another role, object or field.
 * Test:    test/functions/80-triggers/before_change_permission.tap.sql
 */
create or replace function compiler.before_change_permission()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $before_change_permission$
declare
  -- A field says which object it is of; after_change_permission() looks whether it does.
  v_identity constant text[] := array['id', 'workspaceId', 'roleId',
    case tg_table_name when 'fieldPermission' then 'fieldMetadataId' else 'objectMetadataId' end];
begin
  if tg_table_name = 'rowPermission' then
    new."readFilter" := nullif(new."readFilter", 'null');
    new."updateFilter" := nullif(new."updateFilter", 'null');
    new."softDeleteFilter" := nullif(new."softDeleteFilter", 'null');
    new."destroyFilter" := nullif(new."destroyFilter", 'null');
  end if;
  if tg_op = 'INSERT' then
    if new."workspaceId" is null and core.current_workspace_id() is null then
      select r."workspaceId" into new."workspaceId" from core.role r where r.id = new."roleId";
    end if;
    new."workspaceId" := compiler.claim_workspace(new."workspaceId", 'the permission');
    new.id := coalesce(new.id, gen_random_uuid());
  else
    perform compiler.lock_workspace(old."workspaceId");
    if compiler.changed_keys(to_jsonb(new), to_jsonb(old)) ?| v_identity then
      raise exception 'what identifies a permission does not change'
        using errcode = 'MC501', detail = format('Permission %s.', old.id), hint = 'Delete it and create another.';
    end if;
  end if;
  if jsonb_path_exists(to_jsonb(new), '$.keyvalue() ? (@.key like_regex "^(role|objectMetadata|fieldMetadata)Id$" && @.value == null)') then
    raise exception 'the permission is of no role, or on nothing'
      using errcode = 'MC301',
            detail  = 'roleId, objectMetadataId or fieldMetadataId is null.',
            hint    = 'Give the ids of a role and of an object, or of a field and its object.';
  end if;
  new."createdAt" := coalesce(new."createdAt", now());
  new."updatedAt" := coalesce(new."updatedAt", now());
  return new;
end;
$before_change_permission$;

comment on function compiler.before_change_permission is 'Trigger function: completes a new or changed permission.';

revoke all on function compiler.before_change_permission from public;
