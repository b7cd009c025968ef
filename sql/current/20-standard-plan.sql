/*
 * What the standard objects compile to is the same for every workspace but for ids
 * and the name of the schema: it is kept once it is known.
 */
set local role compiler;

create table if not exists compiler.standard_plan (
  id bigint generated always as identity primary key,
  functions text not null,
  pieces text[] not null,
  holes integer[] not null,
  id_count integer not null
);
comment on table compiler.standard_plan is
  'The rows and statements of the standard objects, as text with holes for ids and the schema, by the functions that made them.';

reset role;
