--! Previous: -
--! Hash: sha1:6bc80d9519f04ca6a232821eb7eb34bc242b43a2
--! Message: control plane

--! split: 1-roles.sql
/*
 * The fixed roles. Roles belong to the cluster, so another database may have
 * made them already.
 *
 *   compiler       owns schemas core, compiler and every workspace's schema and
 *                  runs the DDL. NOLOGIN, CREATEROLE, no superuser. Triggers on
 *                  metadata ignore what it writes itself, hence: never grant it
 *                  to anyone but whoever migrates.
 *   api            the API's login role. Owns nothing, inherits nothing; may
 *                  only SET ROLE to what core.authorize() answers.
 *   core_reader    reads the control plane of the claimed workspace.
 *   core_settings  reads and changes it.
 */
do $roles$
declare
  v_attributes constant jsonb := '{
    "compiler":      "nologin noinherit createrole",
    "api":           "login noinherit",
    "core_reader":   "nologin noinherit",
    "core_settings": "nologin noinherit"
  }';
  v_role text;
begin
  for v_role in select jsonb_object_keys(v_attributes) loop
    begin
      -- %s is safe here: the attributes are the constants above.
      execute format('create role %I %s', v_role, v_attributes ->> v_role);
    exception
      when duplicate_object or unique_violation then null;  -- another database of this cluster made it
    end;
  end loop;

  -- Whoever migrates acts as the owner; a superuser needs no grant.
  if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
    execute format('grant compiler to %I with inherit true, set true', current_user);
  end if;
  grant core_reader, core_settings to api with inherit false, set true;

  execute format('grant create on database %I to compiler', current_database());
  -- A temporary table of a tenant would capture unqualified names and keep its role from being dropped.
  execute format('revoke temporary on database %I from public', current_database());
end
$roles$;

create schema core authorization compiler;
create schema compiler authorization compiler;
comment on schema core is 'Control plane: the metadata of every workspace.';
comment on schema compiler is 'Internals of the metadata compiler. Call nothing here.';
grant usage on schema core to api, core_reader, core_settings;

--! split: 2-control-plane.sql
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

--! split: 3-row-level-security.sql
/*
 * Row-level security of the control plane: the guide's predicate on the claim.
 * core.current_workspace_id() is a repeatable function, which a migration may
 * not call: hence the setting is read here as that function reads it.
 */
set local role compiler;

alter table core.workspace enable row level security;
alter table core."user" enable row level security;
alter table core.role enable row level security;
alter table core."userWorkspace" enable row level security;
alter table core."objectMetadata" enable row level security;
alter table core."fieldMetadata" enable row level security;
alter table core."relationMetadata" enable row level security;
alter table core."workspaceMigration" enable row level security;

create policy "workspace_self_isolation" on core.workspace
  using (id = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
create policy "role_workspace_isolation" on core.role
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
create policy "membership_workspace_isolation" on core."userWorkspace"
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
create policy "workspace_isolation_policy" on core."objectMetadata"
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
create policy "field_workspace_isolation" on core."fieldMetadata"
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
create policy "relation_workspace_isolation" on core."relationMetadata"
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
create policy "migration_workspace_isolation" on core."workspaceMigration"
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
-- A user is seen by the workspaces they are a member of; the subquery is under the policy above.
create policy "user_workspace_isolation" on core."user"
  using (exists (select from core."userWorkspace" m where m."userId" = "user".id));

grant select on all tables in schema core to core_reader, core_settings;
grant insert, update, delete on core."objectMetadata", core."fieldMetadata", core."relationMetadata" to core_settings;
grant update ("displayName", "domainName", "subdomain", "isActivated") on core.workspace to core_settings;

reset role;

--! split: 4-compiler.sql
/*
 * The compiler's own tables and types.
 */
set local role compiler;

create table compiler.function_file (
  path text primary key,
  hash text not null,
  "loadedAt" timestamptz not null default now()
);
comment on table compiler.function_file is 'Ledger of the repeatable files that are loaded, so that an unchanged set costs one query.';

create table compiler.compiled (
  id uuid primary key,
  workspace_id uuid not null
);
comment on table compiler.compiled is 'Ids of the metadata rows (workspace, object, field, relation) whose DDL has run; a row not listed is pending.';

create type compiler.fault as (
  sqlstate text,
  message text,
  detail text,
  hint text
);
comment on type compiler.fault is 'One reason why the validate pass refuses a change.';

create type compiler.pending as (
  objects core."objectMetadata"[],
  object_ids uuid[],
  new_object_ids uuid[],
  fields core."fieldMetadata"[],
  has_relations boolean,
  relations core."relationMetadata"[]
);
comment on type compiler.pending is
  'What a change has to compile, read once: the objects concerned, which of them are new, new fields and relations.';

create type compiler.operation as (
  type text,
  object_id uuid,
  field_id uuid,
  relation_id uuid,
  role_id uuid,
  table_name text,
  is_new_table boolean,
  name text,
  columns text[],
  data_type text,
  default_value text,
  is_nullable boolean,
  is_unique boolean,
  check_expression text,
  target_object_id uuid,
  target_table text,
  on_delete text,
  grants jsonb,
  comment text
);
comment on type compiler.operation is
  'One step of the plan pass. name: the column, index, role or schema; columns: what an index covers; grants: [{privileges, roles}].';

create type compiler.statement as (
  type text,
  ids jsonb,
  sql text,
  table_name text,
  clause text,
  constraint_clause text,
  remainder text
);
comment on type compiler.statement is
  'One step of the emit pass. sql stands alone; clause, constraint_clause and remainder are its parts, for merging.';

reset role;
