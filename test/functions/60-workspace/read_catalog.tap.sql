-- read_catalog(): everything that a workspace is in the catalog, each thing once.
select plan(4);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
create temp table item on commit drop as
select * from compiler.read_catalog('workspace_a', array(select "databaseRole" from core.role));

select set_eq('select kind from item', $$ select unnest('{SCHEMA, OWNER, TABLE, PERSISTENCE, ROW_SECURITY, COLUMN, TYPE, NULLABILITY, DEFAULT,
  PRIMARY_KEY, CHECK, FOREIGN_KEY, INDEX, POLICY, TRIGGER, GRANT, COMMENT, ROLE, MEMBERSHIP}'::text[]) $$,
  'all kinds of things that a workspace has, and no other');
select is_empty($$ select kind, subject from item group by 1, 2 having count(*) > 1 $$, 'each once');
select is_empty($$ select kind, subject from item where definition is null or (create_sql is null and subject !~ '^compiler in ') $$, 'each with its definition and how to make it');
set local search_path = workspace_a, tap, public;
select set_eq('select kind, subject, definition, create_sql from pg_temp.item',
  $$ select kind, subject, definition, create_sql from compiler.read_catalog('workspace_a', array(select "databaseRole" from core.role)) $$,
  'the same by any search_path');
