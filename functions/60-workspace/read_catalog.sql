/*
 * read_catalog: workspace
 *
 * Everything that a workspace is in the catalog, as Postgres itself deparses it:
 * two schemas are the same when these items are, but for the names of schema and
 * roles. The search_path matters: it makes every name a qualified one.
 *
 * Expects: a schema; the roles that are to have rights on it.
 * Returns: one item for each thing, each with the statements that make it and
 *          take it away.
 * Test:    test/functions/60-workspace/read_catalog.tap.sql
 */
create or replace function compiler.read_catalog(p_schema_name text, p_roles text[])
returns setof compiler.catalog_item
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $read_catalog$
begin
  return query select * from compiler.catalog_tables(p_schema_name);
  return query select * from compiler.catalog_columns(p_schema_name);
  return query select * from compiler.catalog_constraints(p_schema_name);
  return query select * from compiler.catalog_policies(p_schema_name);
  return query select * from compiler.catalog_grants(p_schema_name, p_roles);
  return query select * from compiler.catalog_default_privileges(p_schema_name);
  return query select * from compiler.catalog_comments(p_schema_name);
  return query select * from compiler.catalog_roles(p_roles);
end;
$read_catalog$;

comment on function compiler.read_catalog is 'Workspace: everything that a workspace is in the catalog.';

revoke all on function compiler.read_catalog from public;
