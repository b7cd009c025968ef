/*
 * catalog_columns: workspace
 *
 * Expects: a schema.
 * Returns: the columns of its tables (COLUMN), each with its TYPE, NULLABILITY
 *          and DEFAULT. In any order: a column's place means nothing.
 * Test:    test/functions/60-workspace/catalog_columns.tap.sql
 */
create or replace function compiler.catalog_columns(p_schema_name text)
returns setof compiler.catalog_item
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $catalog_columns$
begin
  return query
  with attribute as (
    select c.relname::text as table_name, a.attname::text as column_name, c.oid::regclass as relation,
      format_type(a.atttypid, a.atttypmod)
        || case when a.attcollation <> t.typcollation then ' collate ' || a.attcollation::regcollation else '' end as type,
      a.attnotnull as is_not_null, pg_get_expr(d.adbin, d.adrelid) as default_value, a.attgenerated, a.attidentity
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = to_regnamespace(quote_ident(p_schema_name)) and c.relkind = 'r'
  )
  select i.kind, format('%I.%I', a.table_name, a.column_name), a.table_name, a.column_name, i.definition, i.drop_sql,
    format('alter table %s ', a.relation) || i.create_sql
  from attribute a
  cross join lateral (values
    ('COLUMN', concat_ws(' ', a.type, case when a.is_not_null then 'not null' end, 'default ' || a.default_value), null,
     format('add column if not exists %I %s', a.column_name,
       concat_ws(' ', a.type, 'default ' || a.default_value, case when a.is_not_null then 'not null' end))),
    ('TYPE', a.type, null, format('alter column %1$I type %2$s using %1$I::%2$s', a.column_name, a.type)),
    ('NULLABILITY', case when a.is_not_null then 'not null' else 'null' end, null,
     format('alter column %I %s not null', a.column_name, case when a.is_not_null then 'set' else 'drop' end)),
    ('DEFAULT',
     case when a.attgenerated <> '' then 'generated: ' || a.default_value when a.attidentity <> '' then 'identity'
       else a.default_value end,
     format('alter table %s alter column %I drop %s', a.relation, a.column_name,
       case when a.attgenerated <> '' then 'expression if exists' when a.attidentity <> '' then 'identity if exists'
         else 'default' end),
     format('alter column %I set default %s', a.column_name, a.default_value))) i (kind, definition, drop_sql, create_sql)
  where i.definition is not null;
end;
$catalog_columns$;

comment on function compiler.catalog_columns is 'Workspace: what the catalog has of a schema''s columns.';

revoke all on function compiler.catalog_columns from public;
