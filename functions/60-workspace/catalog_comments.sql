/*
 * catalog_comments: workspace
 *
 * Comments are part of the API: they are what PostGraphile calls smart tags.
 *
 * Expects: a schema.
 * Returns: a COMMENT for each table, column, constraint and index that has one.
 * Test:    test/functions/60-workspace/catalog_comments.tap.sql
 */
create or replace function compiler.catalog_comments(p_schema_name text)
returns setof compiler.catalog_item
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $catalog_comments$
declare
  v_schema_id oid := to_regnamespace(quote_ident(p_schema_name));
begin
  return query
  with commented as (
    select format('table %I', c.relname) as subject, format('table %s', c.oid::regclass) as target, c.relname::text as table_name,
      null::text as column_name, 'pg_class'::regclass as class_id, c.oid as id, 0 as place
    from pg_class c where c.relnamespace = v_schema_id and c.relkind = 'r'
    union all
    select format('column %I.%I', c.relname, a.attname), format('column %s.%I', c.oid::regclass, a.attname), c.relname,
      a.attname, 'pg_class'::regclass, c.oid, a.attnum
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = v_schema_id and c.relkind = 'r'
    union all
    select format('constraint %I.%I', c.relname, n.conname), format('constraint %I on %s', n.conname, c.oid::regclass), c.relname,
      null, 'pg_constraint'::regclass, n.oid, 0
    from pg_constraint n
    join pg_class c on c.oid = n.conrelid
    where c.relnamespace = v_schema_id
    union all
    select format('index %I.%I', c.relname, i.relname), format('index %s', i.oid::regclass), c.relname, null,
      'pg_class'::regclass, i.oid, 0
    from pg_index x
    join pg_class c on c.oid = x.indrelid
    join pg_class i on i.oid = x.indexrelid
    where c.relnamespace = v_schema_id
  )
  select 'COMMENT', c.subject, c.table_name, c.column_name, d.description, format('comment on %s is null', c.target),
    format('comment on %s is %L', c.target, d.description)
  from commented c
  join pg_description d on d.classoid = c.class_id and d.objoid = c.id and d.objsubid = c.place;
end;
$catalog_comments$;

comment on function compiler.catalog_comments is 'Workspace: what the catalog has of comments.';

revoke all on function compiler.catalog_comments from public;
