-- expected_catalog(): what a fresh compilation gives, and not a trace of it.
select plan(5);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", description) values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books', 'shadow_ is not workspace_a');
update core."objectMetadata" set description = (select "databaseRole" from core.role where name = 'USER') where "nameSingular" = 'book';
create temp table role on commit drop as select array_agg("databaseRole") as names from core.role;
create function pg_temp.expected() returns setof compiler.catalog_item language sql security definer
  as $$ select i.* from unnest(compiler.expected_catalog('00000000-0000-0000-0000-00000000000a')) i $$;
alter function pg_temp.expected owner to compiler;
create temp table before on commit drop as
  select oid::text as thing from pg_class where relpersistence <> 't' union all select nspname from pg_namespace
  union all select rolname from pg_roles union all select o::text from core."objectMetadata" o;

select set_eq('select * from pg_temp.expected()',
  $$ select i.* from role, compiler.read_catalog('workspace_a', role.names) i $$,
  'what a workspace is that was not touched, by its own names');
select set_eq(
  $$ select oid::text from pg_class where relpersistence <> 't' union all select nspname from pg_namespace
     union all select rolname from pg_roles union all select o::text from core."objectMetadata" o $$,
  'select thing from before', 'no table, schema, role or row is left');

drop table workspace_a.book;
alter table workspace_a.note drop column body;
select is((select count(*) from pg_temp.expected() where table_name = 'book' and kind = 'COLUMN'), 5::bigint, 'whatever there is');
do $$ begin
  execute (select format('drop owned by %1$I; drop role %1$I', "databaseRole") from core.role where name = 'USER');
end $$;
select is((select count(*) from pg_temp.expected() where kind = 'ROLE'), 3::bigint, 'even where a role is missing');
drop schema workspace_a cascade;
select is((select count(*) from pg_temp.expected() where kind = 'TABLE'), 7::bigint, 'or everything');
