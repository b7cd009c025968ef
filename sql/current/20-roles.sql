/*
 * Roles are metadata that compiles, and permissions beside their flags.
 *
 * A permission that is null says nothing: then the role's flag holds. No foreign
 * key leads from a permission to its object or field: one that is deleted, and
 * comes back, has its permissions still. core.purge_deleted() takes them along.
 */
set local role compiler;

insert into compiler.compiled (id, workspace_id, kind, object_id, definition)
select r.id, r."workspaceId", 'ROLE', null, to_jsonb(r) from core.role r;
comment on table compiler.compiled is
  'The metadata rows (workspace, role, object, field, relation, index) as they were compiled last; a change is what differs from it.';

grant insert, update, delete on core.role to core_settings;

create table core."objectPermission" (
  id uuid primary key default gen_random_uuid(),
  "workspaceId" uuid not null references core.workspace (id) on delete cascade,
  "roleId" uuid not null references core.role (id) on delete cascade deferrable initially deferred,
  "objectMetadataId" uuid not null,
  "canReadObjectRecords" boolean,
  "canCreateObjectRecords" boolean,
  "canUpdateObjectRecords" boolean,
  "canSoftDeleteObjectRecords" boolean,
  "canDestroyObjectRecords" boolean,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  unique ("workspaceId", "roleId", "objectMetadataId")
);
comment on table core."objectPermission" is
  'What a role may do with the records of one object, where that differs from its flags. Kept, not enforced yet.';
create index "IDX_objectPermission_roleId" on core."objectPermission" ("roleId");
create index "IDX_objectPermission_objectMetadataId" on core."objectPermission" ("objectMetadataId");

create table core."fieldPermission" (
  id uuid primary key default gen_random_uuid(),
  "workspaceId" uuid not null references core.workspace (id) on delete cascade,
  "roleId" uuid not null references core.role (id) on delete cascade deferrable initially deferred,
  "objectMetadataId" uuid not null,
  "fieldMetadataId" uuid not null,
  "canReadFieldValue" boolean,
  "canUpdateFieldValue" boolean,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  unique ("workspaceId", "roleId", "fieldMetadataId")
);
comment on table core."fieldPermission" is
  'What a role may do with one field, where that differs from the object''s. Kept, not enforced yet.';
create index "IDX_fieldPermission_roleId" on core."fieldPermission" ("roleId");
create index "IDX_fieldPermission_objectMetadataId" on core."fieldPermission" ("objectMetadataId");
create index "IDX_fieldPermission_fieldMetadataId" on core."fieldPermission" ("fieldMetadataId");

alter table core."objectPermission" enable row level security;
alter table core."fieldPermission" enable row level security;
create policy "object_permission_workspace_isolation" on core."objectPermission"
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
create policy "field_permission_workspace_isolation" on core."fieldPermission"
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
grant select on core."objectPermission", core."fieldPermission" to core_reader, core_settings;
grant insert, update, delete on core."objectPermission", core."fieldPermission" to core_settings;

reset role;
