/*
 * catalog_constraints: workspace
 *
 * NOT NULL is a matter of the column, see catalog_columns().
 *
 * Expects: a schema.
 * Returns: PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, EXCLUSION; and INDEX for those
 *          that are not a constraint's.
 * Test:    test/functions/60-workspace/catalog_constraints.tap.sql
 */
create or replace function compiler.catalog_constraints(p_schema_name text)
returns setof compiler.catalog_item
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $catalog_constraints$
declare
  v_schema_id oid := to_regnamespace(quote_ident(p_schema_name));
begin
  return query
  select case n.contype when 'p' then 'PRIMARY_KEY' when 'u' then 'UNIQUE' when 'c' then 'CHECK'
      when 'f' then 'FOREIGN_KEY' when 'x' then 'EXCLUSION' end,
    format('%I.%I', c.relname, n.conname), c.relname::text, null::text, compiler.canonical_check(pg_get_constraintdef(n.oid))
      -- ALTER TABLE … DISABLE TRIGGER ALL switches off what enforces a foreign key, on either table.
      || case when exists (select from pg_trigger t where t.tgconstraint = n.oid and t.tgenabled <> 'O') then ' -- disabled' else '' end,
    -- With a key, the foreign keys go that lead to it; they come back in the next pass.
    format('alter table if exists %s drop constraint if exists %I%s', c.oid::regclass, n.conname,
      case when n.contype in ('p', 'u') then ' cascade' else '' end),
    format('alter table %s add constraint %I %s', c.oid::regclass, n.conname, pg_get_constraintdef(n.oid))
  from pg_constraint n
  join pg_class c on c.oid = n.conrelid
  where c.relnamespace = v_schema_id and c.relkind = 'r' and n.contype in ('p', 'u', 'c', 'f', 'x');

  return query
  select 'INDEX', format('%I.%I', c.relname, i.relname), c.relname::text, null::text,
    pg_get_indexdef(x.indexrelid) || case when x.indisvalid then '' else ' -- invalid' end,
    format('drop index if exists %s', x.indexrelid::regclass), pg_get_indexdef(x.indexrelid)
  from pg_index x
  join pg_class c on c.oid = x.indrelid
  join pg_class i on i.oid = x.indexrelid
  where c.relnamespace = v_schema_id and c.relkind = 'r'
    and not exists (select from pg_constraint n where n.conindid = x.indexrelid and n.contype in ('p', 'u', 'x'));
end;
$catalog_constraints$;

comment on function compiler.catalog_constraints is 'Workspace: what the catalog has of a schema''s constraints and indexes.';

revoke all on function compiler.catalog_constraints from public;
