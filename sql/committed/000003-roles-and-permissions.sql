--! Previous: sha1:193ef8ba85dce8dac1f3c5d071849363f62eecd9
--! Hash: sha1:817bd559c47a1302ebb60e133e531659641123dd
--! Message: roles and permissions

--! split: 20-roles.sql
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
  'What a role may do with the records of one object, where that differs from its flags.';
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
  'What a role may do with one field, where that differs from the object''s.';
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

--! split: 30-permissions.sql
/*
 * Permissions compile: those on objects and fields to GRANTs, those on rows to
 * policies.
 *
 * They outlive a deleted object or field, which comes back with them: hence no
 * foreign key to either. core.purge_deleted() removes them with what they are on.
 */
set local role compiler;

create table core."rowPermission" (
  id uuid primary key default gen_random_uuid(),
  "workspaceId" uuid not null references core.workspace (id) on delete cascade,
  "roleId" uuid not null references core.role (id) on delete cascade deferrable initially deferred,
  "objectMetadataId" uuid not null,
  "readFilter" jsonb,
  "updateFilter" jsonb,
  "softDeleteFilter" jsonb,
  "destroyFilter" jsonb,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  unique ("workspaceId", "roleId", "objectMetadataId")
);
comment on table core."rowPermission" is
  'Which records of an object a role may act on: filters in the form of the API''s, null for all that its rights allow.';
comment on column core."rowPermission"."readFilter" is
  'Records that can be read. One that is created or changed has to be among them afterwards.';
comment on column core."rowPermission"."updateFilter" is 'Of the records that can be read, those that can be changed.';
comment on column core."rowPermission"."softDeleteFilter" is
  'Of the records that can be read, those that can be soft-deleted and restored.';
comment on column core."rowPermission"."destroyFilter" is 'Of the records that can be read, those that can be destroyed.';
create index "IDX_rowPermission_roleId" on core."rowPermission" ("roleId");
create index "IDX_rowPermission_objectMetadataId" on core."rowPermission" ("objectMetadataId");

alter table core."rowPermission" enable row level security;
create policy "row_permission_workspace_isolation" on core."rowPermission"
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
grant select on core."rowPermission" to core_reader, core_settings;
grant insert, update, delete on core."rowPermission" to core_settings;

-- A role is given to a member by a row; who is a member is not for the settings to say.
grant update ("roleId", "deletedAt") on core."userWorkspace" to core_settings;

alter type compiler.operation add attribute roles text[];
alter type compiler.operation add attribute policies jsonb;
comment on type compiler.operation is
  'One step of the plan pass. name: the column, index, role or schema; columns: what an index covers; grants: see plan_object_grants(); roles and policies: see plan_policies().';

reset role;
