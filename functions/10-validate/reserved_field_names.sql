/*
 * reserved_field_names: VALIDATE -> plan -> emit -> apply -> log
 *
 * Names a field may not have: the columns that every table has (Postgres' own
 * too), and the words that combine filters.
 *
 * Returns: the names.
 * Test:    test/functions/10-validate/reserved_field_names.tap.sql
 */
create or replace function compiler.reserved_field_names()
returns text[]
language sql
immutable parallel safe
security invoker
return '{id,createdAt,updatedAt,deletedAt,position,and,or,not,tableoid,ctid,xmin,xmax,cmin,cmax}'::text[];

comment on function compiler.reserved_field_names is 'Validate pass: names a field may not have.';

revoke all on function compiler.reserved_field_names from public;
