/*
 * The control plane: the guide's tables, by the guide's names.
 *
 * Where we are stricter than the guide, and why:
 *   - flags are NOT NULL: a flag that is neither true nor false has no meaning;
 *   - keys inside the metadata are DEFERRABLE INITIALLY DEFERRED, so that the
 *     compiler's validation answers first, with a message a person can act on;
 *   - "ordinal" keeps the order in which rows were given: the rows of one INSERT
 *     share "createdAt" and have random ids.
 */
set local role compiler;

create table core.workspace (
  id uuid primary key default gen_random_uuid(),
  "displayName" varchar not null,
  "domainName" varchar unique,
  "subdomain" varchar unique,
  "isActivated" boolean not null default true,
  "schemaName" text not null unique,
  "metadataVersion" bigint not null default 0,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "deletedAt" timestamptz
);
comment on table core.workspace is 'A tenant. Each row has a schema of its own, named "schemaName".';
comment on column core.workspace."schemaName" is 'workspace_<id in base 36>; given by the compiler, never changed.';
comment on column core.workspace."metadataVersion" is 'Grows by one with every change of the workspace''s metadata.';

create table core."user" (
  id uuid primary key default gen_random_uuid(),
  email varchar not null,
  "firstName" varchar not null default '',
  "lastName" varchar not null default '',
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "deletedAt" timestamptz
);
create unique index "IDX_user_email_unique" on core."user" (lower(email)) where "deletedAt" is null;
comment on table core."user" is 'A person who may sign in; a member of any number of workspaces.';

create table core.role (
  id uuid primary key default gen_random_uuid(),
  "workspaceId" uuid not null references core.workspace (id),
  name varchar not null,
  description text,
  "databaseRole" text not null unique,
  "canUpdateAllSettings" boolean not null default false,
  "canReadAllObjectRecords" boolean not null default true,
  "canUpdateAllObjectRecords" boolean not null default true,
  "canSoftDeleteAllObjectRecords" boolean not null default true,
  "canDestroyAllObjectRecords" boolean not null default false,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  unique (name, "workspaceId"),
  unique (id, "workspaceId")
);
comment on table core.role is 'What a member of a workspace may do. Each row is a Postgres role, "databaseRole".';
create index "IDX_role_workspaceId" on core.role ("workspaceId");

create table core."userWorkspace" (
  id uuid primary key default gen_random_uuid(),
  "userId" uuid not null references core."user" (id),
  "workspaceId" uuid not null references core.workspace (id),
  "roleId" uuid not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "deletedAt" timestamptz,
  foreign key ("roleId", "workspaceId") references core.role (id, "workspaceId"),
  unique ("userId", "workspaceId")
);
comment on table core."userWorkspace" is 'Membership: which user is in which workspace, with which role.';
create index "IDX_userWorkspace_workspaceId" on core."userWorkspace" ("workspaceId");
create index "IDX_userWorkspace_roleId" on core."userWorkspace" ("roleId");

create table core."objectMetadata" (
  id uuid primary key default gen_random_uuid(),
  "workspaceId" uuid not null references core.workspace (id) deferrable initially deferred,
  "nameSingular" varchar not null,
  "namePlural" varchar not null,
  "labelSingular" varchar not null,
  "labelPlural" varchar not null,
  "description" text,
  "icon" varchar default 'IconArchive',
  "isCustom" boolean not null default false,
  "isActive" boolean not null default true,
  "isSystem" boolean not null default false,
  "labelIdentifierFieldMetadataId" uuid,
  "imageIdentifierFieldMetadataId" uuid,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  ordinal bigint generated always as identity,
  unique ("nameSingular", "workspaceId") deferrable initially deferred,
  unique ("namePlural", "workspaceId") deferrable initially deferred
);
comment on table core."objectMetadata" is 'Each row is a table in the workspace''s schema, named "nameSingular".';
create index "IDX_objectMetadata_workspaceId" on core."objectMetadata" ("workspaceId");

create table core."fieldMetadata" (
  id uuid primary key default gen_random_uuid(),
  "objectMetadataId" uuid not null references core."objectMetadata" (id) deferrable initially deferred,
  "workspaceId" uuid not null references core.workspace (id) deferrable initially deferred,
  name varchar not null,
  label varchar not null,
  description text,
  "icon" varchar,
  type varchar not null,
  "settings" jsonb,
  "defaultValue" jsonb,
  "isCustom" boolean not null default false,
  "isActive" boolean not null default true,
  "isNullable" boolean not null default true,
  "isUnique" boolean not null default false,
  "isSystem" boolean not null default false,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  ordinal bigint generated always as identity,
  unique (name, "objectMetadataId") deferrable initially deferred
);
comment on table core."fieldMetadata" is 'Each row is a column of its object''s table, named "name" ("nameId" for a to-one relation).';
comment on column core."fieldMetadata"."isUnique" is 'No two live records may share a value.';
create index "IDX_fieldMetadata_objectMetadataId" on core."fieldMetadata" ("objectMetadataId");
create index "IDX_fieldMetadata_workspaceId" on core."fieldMetadata" ("workspaceId");

alter table core."objectMetadata"
  add foreign key ("labelIdentifierFieldMetadataId") references core."fieldMetadata" (id) deferrable initially deferred;
alter table core."objectMetadata"
  add foreign key ("imageIdentifierFieldMetadataId") references core."fieldMetadata" (id) deferrable initially deferred;

create table core."relationMetadata" (
  id uuid primary key default gen_random_uuid(),
  "workspaceId" uuid not null references core.workspace (id) deferrable initially deferred,
  "fromObjectMetadataId" uuid not null references core."objectMetadata" (id) deferrable initially deferred,
  "toObjectMetadataId" uuid not null references core."objectMetadata" (id) deferrable initially deferred,
  "fromFieldMetadataId" uuid not null references core."fieldMetadata" (id) deferrable initially deferred,
  "toFieldMetadataId" uuid not null references core."fieldMetadata" (id) deferrable initially deferred,
  "relationType" varchar not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  unique ("fromFieldMetadataId") deferrable initially deferred,
  unique ("toFieldMetadataId") deferrable initially deferred
);
comment on table core."relationMetadata" is 'Each row is a foreign key. "from" is the one side of ONE_TO_MANY; the column is on the "to" side.';
create index "IDX_relationMetadata_workspaceId" on core."relationMetadata" ("workspaceId");
create index "IDX_relationMetadata_fromObjectMetadataId" on core."relationMetadata" ("fromObjectMetadataId");
create index "IDX_relationMetadata_toObjectMetadataId" on core."relationMetadata" ("toObjectMetadataId");

create table core."workspaceMigration" (
  id uuid primary key default gen_random_uuid(),
  "workspaceId" uuid not null references core.workspace (id),
  name varchar not null,
  migrations jsonb not null,
  "appliedAt" timestamptz,
  "isCustom" boolean not null default false,
  version bigint not null,
  "createdBy" text not null,
  "createdAt" timestamptz not null default now(),
  unique ("workspaceId", version)
);
comment on table core."workspaceMigration" is 'History: what each change of metadata did to the workspace, in the order of "version".';
comment on column core."workspaceMigration".migrations is 'JSON array of { type, ids, sql }; each sql stands alone, and all of them in order rebuild the workspace.';
comment on column core."workspaceMigration"."createdBy" is 'The user''s id (claim sub), else the database''s session user.';

reset role;
