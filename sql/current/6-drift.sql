/*
 * What metadata says, beside what the catalog has.
 */
set local role compiler;

create type compiler.catalog_item as (
  kind text,
  subject text,
  table_name text,
  column_name text,
  definition text,
  drop_sql text,
  create_sql text
);
comment on type compiler.catalog_item is
  'One thing that the catalog has. drop_sql and create_sql may run twice; null where they would take data with them.';

create type compiler.difference as (
  kind text,
  subject text,
  table_name text,
  column_name text,
  expected text,
  actual text,
  drop_sql text,
  create_sql text
);
comment on type compiler.difference is
  'One thing that the catalog has otherwise than the metadata says. Its repair is drop_sql, then create_sql.';

reset role;
