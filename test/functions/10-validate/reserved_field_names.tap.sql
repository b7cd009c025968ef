select plan(17);

select ok(name = any (compiler.reserved_field_names()), format('%s is reserved', name))
from unnest('{id,createdAt,updatedAt,deletedAt,position,and,or,not}'::text[]) name;

select ok(name <> all (compiler.reserved_field_names()), format('%s is free', name))
from unnest('{name,address,order,select,type,createdBy,Id,positions}'::text[]) name;

create temp table scratch (id uuid, "createdAt" int, "updatedAt" int, "deletedAt" int, "position" int);
select is_empty(
  $$ select a.attname from pg_attribute a
     where a.attrelid = 'scratch'::regclass and a.attname <> all (compiler.reserved_field_names()) $$,
  'every column that a table has from Postgres or from us is reserved');
