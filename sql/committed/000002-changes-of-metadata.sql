--! Previous: sha1:6bc80d9519f04ca6a232821eb7eb34bc242b43a2
--! Hash: sha1:193ef8ba85dce8dac1f3c5d071849363f62eecd9
--! Message: changes of metadata

--! split: 5-changes.sql
/*
 * Changes of metadata that exists: what was compiled last, what is deleted but
 * kept, indexes as metadata.
 */
set local role compiler;

alter table compiler.compiled
  add column kind text not null default 'WORKSPACE',
  add column object_id uuid,
  add column definition jsonb;
comment on table compiler.compiled is
  'The metadata rows (workspace, object, field, relation, index) as they were compiled last; a change is what differs from it.';
create index compiled_object_id on compiler.compiled (object_id);
create index compiled_workspace_id on compiler.compiled (workspace_id);

create table compiler.deleted (
  id uuid primary key,
  workspace_id uuid not null,
  kind text not null check (kind in ('OBJECT', 'FIELD', 'INDEX')),
  object_id uuid not null,
  definition jsonb not null,
  relations jsonb not null default '[]',
  with_object boolean not null default false,
  "deletedAt" timestamptz not null default now(),
  "deletedBy" text not null
);
comment on table compiler.deleted is
  'Deleted objects and fields whose data is kept: table or column "deleted_<id>", until core.purge_deleted(). And the indexes of such objects.';
create index deleted_workspace_id on compiler.deleted (workspace_id);

alter table core.workspace add column "trashRetentionDays" integer not null default 14
  check ("trashRetentionDays" between 0 and 3650);
comment on column core.workspace."trashRetentionDays" is 'For how many days deleted objects and fields can be restored.';

create table core."indexMetadata" (
  id uuid primary key default gen_random_uuid(),
  "workspaceId" uuid not null references core.workspace (id) deferrable initially deferred,
  "objectMetadataId" uuid not null references core."objectMetadata" (id) deferrable initially deferred,
  fields text[] not null,
  "isUnique" boolean not null default false,
  "where" varchar,
  "indexType" varchar not null default 'BTREE',
  "isCustom" boolean not null default false,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  ordinal bigint generated always as identity
);
comment on table core."indexMetadata" is 'Each row is an index of its object''s table, beside those that fields bring along.';
comment on column core."indexMetadata".fields is 'Ids of fields, or names of the columns that every object has; names of fields are taken and kept as ids.';
create index "IDX_indexMetadata_workspaceId" on core."indexMetadata" ("workspaceId");
create index "IDX_indexMetadata_objectMetadataId" on core."indexMetadata" ("objectMetadataId");
alter table core."indexMetadata" enable row level security;
create policy "index_workspace_isolation" on core."indexMetadata"
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
grant select on core."indexMetadata" to core_reader, core_settings;
grant insert, update, delete on core."indexMetadata" to core_settings;

alter type compiler.operation
  add attribute action text,
  add attribute previous_name text,
  add attribute expression text,
  add attribute index_id uuid;

-- The table beside its own that a statement locks: the other end of a foreign key.
alter type compiler.statement add attribute target_table text;

create type compiler.object_change as (previous core."objectMetadata", next core."objectMetadata");
create type compiler.field_change as (previous core."fieldMetadata", next core."fieldMetadata");
create type compiler.changes as (
  objects compiler.object_change[],
  fields compiler.field_change[]
);
comment on type compiler.changes is
  'Objects and fields as they were compiled last and as they are now; next is null for a deleted one.';

reset role;

--! split: 6-drift.sql
/*
 * What metadata says, beside what the catalog has.
 */
set local role compiler;

create type compiler.catalog_item as (
  kind text,
  subject text,
  table_name text,
  column_name text,
  definition text,
  drop_sql text,
  create_sql text
);
comment on type compiler.catalog_item is
  'One thing that the catalog has. drop_sql and create_sql may run twice; null where they would take data with them.';

create type compiler.difference as (
  kind text,
  subject text,
  table_name text,
  column_name text,
  expected text,
  actual text,
  drop_sql text,
  create_sql text
);
comment on type compiler.difference is
  'One thing that the catalog has otherwise than the metadata says. Its repair is drop_sql, then create_sql.';

reset role;

--! split: 7-junctions.sql
/*
 * What a MANY_TO_MANY relation lives in.
 */
set local role compiler;

create table compiler.junction (
  field_id uuid primary key,
  list_field_id uuid not null unique,
  workspace_id uuid not null
);
comment on table compiler.junction is
  'Which field of a junction object (field_id) leads to the records that have a MANY_TO_MANY field (list_field_id). Kept while one of both is deleted, for when it is restored.';

reset role;

--! split: 8-compiled-before.sql
/*
 * What was compiled before changes were kept track of is as its rows are:
 * nothing could change them.
 */
set local role compiler;

update compiler.compiled c
set kind = 'OBJECT', object_id = o.id, definition = to_jsonb(o)
from core."objectMetadata" o where o.id = c.id;
update compiler.compiled c
set kind = 'FIELD', object_id = f."objectMetadataId", definition = to_jsonb(f)
from core."fieldMetadata" f where f.id = c.id;
update compiler.compiled c
set kind = 'RELATION', object_id = r."toObjectMetadataId", definition = to_jsonb(r)
from core."relationMetadata" r where r.id = c.id;

reset role;
