/*
 * catalog_tables: workspace
 *
 * Expects: a schema.
 * Returns: the schema (SCHEMA) and its tables (TABLE), each with its OWNER; of the
 *          tables PERSISTENCE and ROW_SECURITY; and what else may lie in the schema
 *          (RELATION, FUNCTION).
 * Test:    test/functions/60-workspace/catalog_tables.tap.sql
 */
create or replace function compiler.catalog_tables(p_schema_name text)
returns setof compiler.catalog_item
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $catalog_tables$
declare
  v_schema_id oid := to_regnamespace(quote_ident(p_schema_name));
begin
  return query
  select i.kind, quote_ident(n.nspname), null::text, null::text, i.definition, null::text, i.create_sql
  from pg_namespace n
  cross join lateral (values
    ('SCHEMA', 'exists', format('create schema if not exists %I', n.nspname)),
    ('OWNER', n.nspowner::regrole::text, format('alter schema %I owner to %s', n.nspname, n.nspowner::regrole)))
    i (kind, definition, create_sql)
  where n.oid = v_schema_id;

  return query
  select i.kind, quote_ident(c.relname), c.relname::text, null::text, i.definition, null::text, i.create_sql
  from pg_class c
  cross join lateral (values
    ('TABLE', 'exists', format('create table if not exists %s ()', c.oid::regclass)),
    ('OWNER', c.relowner::regrole::text, format('alter table %s owner to %s', c.oid::regclass, c.relowner::regrole)),
    ('PERSISTENCE', case c.relpersistence when 'u' then 'unlogged' else 'logged' end,
     format('alter table %s set %s', c.oid::regclass, case c.relpersistence when 'u' then 'unlogged' else 'logged' end)),
    ('ROW_SECURITY',
     concat_ws(', ', case when c.relrowsecurity then 'enabled' else 'disabled' end, case when c.relforcerowsecurity then 'forced' end),
     -- Two statements: sharding takes one at a time.
     format('alter table %1$s %2$s row level security; alter table %1$s %3$s row level security', c.oid::regclass,
       case when c.relrowsecurity then 'enable' else 'disable' end,
       case when c.relforcerowsecurity then 'force' else 'no force' end))) i (kind, definition, create_sql)
  where c.relnamespace = v_schema_id and c.relkind = 'r';

  return query
  select 'RELATION', quote_ident(c.relname), null::text, null::text,
    case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
      when 'f' then 'foreign table' when 'p' then 'partitioned table' when 'c' then 'type' else c.relkind::text end,
    case c.relkind when 'v' then format('drop view if exists %s', c.oid::regclass) end, null::text
  from pg_class c
  where c.relnamespace = v_schema_id and c.relkind not in ('r', 'i', 't')
  union all
  select 'FUNCTION', p.oid::regprocedure::text, null::text, null::text, coalesce(pg_get_function_result(p.oid), 'procedure'),
    format('drop routine if exists %s', p.oid::regprocedure), null::text
  from pg_proc p
  where p.pronamespace = v_schema_id;
end;
$catalog_tables$;

comment on function compiler.catalog_tables is 'Workspace: what the catalog has of a schema and its tables.';

revoke all on function compiler.catalog_tables from public;
