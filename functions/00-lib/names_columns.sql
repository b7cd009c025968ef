/*
 * names_columns: lib
 *
 * Expects: a row of core."rowPermission"; names of columns.
 * Returns: whether one of its filters names one of these, at any depth.
 * Test:    test/functions/00-lib/names_columns.tap.sql
 */
create or replace function compiler.names_columns(p_permission jsonb, p_columns text[])
returns boolean
language sql
immutable
security invoker
return exists (
  select
  from jsonb_path_query(jsonb_build_array(
    p_permission -> 'readFilter', p_permission -> 'updateFilter', p_permission -> 'softDeleteFilter', p_permission -> 'destroyFilter'),
    'strict $.** ? (@.type() == "object")') o
  where o ?| p_columns);

comment on function compiler.names_columns is 'Lib: whether a row permission names one of some columns.';

revoke all on function compiler.names_columns from public;
