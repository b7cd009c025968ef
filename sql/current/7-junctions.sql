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
