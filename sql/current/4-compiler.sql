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
