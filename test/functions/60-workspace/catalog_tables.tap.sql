-- catalog_tables(): the schema, its tables, and whatever else lies in it.
select plan(6);

create schema probe authorization compiler;
create table probe."Plain" (id int);
create unlogged table probe.walled (id int primary key);
alter table probe.walled enable row level security;
alter table probe.walled force row level security;
alter table probe.walled owner to compiler;
create view probe.v as select 1 as one;
create materialized view probe.m as select 1 as one;
create sequence probe.s;
create type probe.t as (a int);
create function probe.f(int, text) returns int language sql return 1;
create procedure probe.p() language sql as '';

select set_eq(
  $$ select kind, subject, table_name, definition from compiler.catalog_tables('probe') where kind in ('SCHEMA', 'OWNER', 'TABLE', 'PERSISTENCE', 'ROW_SECURITY') $$,
  $$ values ('SCHEMA', 'probe', null, 'exists'), ('OWNER', 'probe', null, 'compiler'),
    ('TABLE', '"Plain"', 'Plain', 'exists'), ('TABLE', 'walled', 'walled', 'exists'),
    ('OWNER', '"Plain"', 'Plain', current_user::text), ('OWNER', 'walled', 'walled', 'compiler'),
    ('PERSISTENCE', '"Plain"', 'Plain', 'logged'), ('PERSISTENCE', 'walled', 'walled', 'unlogged'),
    ('ROW_SECURITY', '"Plain"', 'Plain', 'disabled'), ('ROW_SECURITY', 'walled', 'walled', 'enabled, forced') $$,
  'schema and tables');
select set_eq(
  $$ select kind, subject, definition, drop_sql from compiler.catalog_tables('probe') where kind in ('RELATION', 'FUNCTION') $$,
  $$ values ('RELATION', 'v', 'view', 'drop view if exists probe.v'), ('RELATION', 'm', 'materialized view', null),
    ('RELATION', 's', 'sequence', null), ('RELATION', 't', 'type', null),
    ('FUNCTION', 'probe.f(integer,text)', 'integer', 'drop routine if exists probe.f(integer,text)'),
    ('FUNCTION', 'probe.p()', 'procedure', 'drop routine if exists probe.p()') $$,
  'the rest: only what holds no data can be dropped');
select is_empty(
  $$ select subject from compiler.catalog_tables('probe') where kind in ('SCHEMA', 'TABLE') and drop_sql is not null $$,
  'a table is never dropped');
select is(
  (select create_sql from compiler.catalog_tables('probe') where kind = 'ROW_SECURITY' and table_name = 'walled'),
  'alter table probe.walled enable row level security; alter table probe.walled force row level security', 'how row-level security comes back');
do $$ declare v text; begin
  for v in select create_sql from compiler.catalog_tables('probe') where create_sql is not null loop execute v; end loop;
end $$;
select pass('what it says can run twice');
select is_empty($$ select * from compiler.catalog_tables('nowhere') $$, 'of a schema that does not exist there is nothing');
