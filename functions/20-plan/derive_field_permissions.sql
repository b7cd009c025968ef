/*
 * derive_field_permissions: validate -> PLAN -> emit -> apply -> log
 *
 * What the settings of a field say of rights becomes rows of
 * core."fieldPermission": permissions, { <role>: ["READ", "WRITE"] }, and its short
 * form accessLevel, the one role that has both. A role that they do not name gets
 * nothing; ADMIN keeps everything.
 *
 * Expects: fields with valid settings; roles, all of them for null.
 * Test:    test/functions/20-plan/derive_field_permissions.tap.sql
 */
create or replace function compiler.derive_field_permissions(p_fields core."fieldMetadata"[], p_role_ids uuid[] default null)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $derive_field_permissions$
begin
  insert into core."fieldPermission" as p
    ("workspaceId", "roleId", "objectMetadataId", "fieldMetadataId", "canReadFieldValue", "canUpdateFieldValue")
  select f."workspaceId", r.id, f."objectMetadataId", f.id,
    (g.given -> 'canReadFieldValue')::boolean, (g.given -> 'canUpdateFieldValue')::boolean
  from unnest(p_fields) f
  join core.role r on r."workspaceId" = f."workspaceId" and r.name <> 'ADMIN' and (p_role_ids is null or r.id = any (p_role_ids))
  cross join lateral compiler.access_of_role(f.settings, r.name) g (given)
  where f.settings ?| '{permissions,accessLevel}'
  on conflict ("workspaceId", "roleId", "fieldMetadataId") do update
  set "canReadFieldValue" = excluded."canReadFieldValue", "canUpdateFieldValue" = excluded."canUpdateFieldValue";
end;
$derive_field_permissions$;

comment on function compiler.derive_field_permissions is 'Plan pass: writes the permissions that fields'' settings say.';

revoke all on function compiler.derive_field_permissions from public;
