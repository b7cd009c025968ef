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
