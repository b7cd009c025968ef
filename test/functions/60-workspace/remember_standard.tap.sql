-- What the standard objects compile to, kept.
select plan(9);

create function pg_temp.kept() returns text[] language sql as $$ select array_agg(functions order by id) from compiler.standard_plan $$;
-- With a role in the same statement: what it compiles to is nobody else's.
with w as (insert into core.workspace (id, "displayName") values ('00000000-0000-0000-0000-00000000000a', 'Acme') returning id)
insert into core.role ("workspaceId", name) select id, 'Sales' from w;
select table_privs_are('workspace_a', 'task', r."databaseRole", '{SELECT,INSERT,UPDATE}', 'a role that comes with its workspace has its rights')
from core.role r where r.name = 'Sales';
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'and nothing has drifted');
select is((select count(*) from compiler.standard_plan where array_to_string(pieces, '') like '%Sales%'), 0::bigint, 'it is not kept for others');
insert into core.workspace (id, "displayName") values ('00000000-0000-0000-0000-00000000000b', 'It''s "\1" workspace_');
select is(cardinality(pg_temp.kept()), 1, 'the first that has nothing but what is standard is');
select is_empty($$ select from compiler.standard_plan, unnest(pieces) p
  where p ~ '[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}|workspace_b' or p ~ 'It''s' $$, 'without its ids, schema or names');

set local role compiler;
select compiler.remember_standard('00000000-0000-0000-0000-00000000000b', '{}', 'later functions');
reset role;
select is(pg_temp.kept(), '{later functions}', 'what earlier functions made goes');
insert into core.workspace (id, "displayName") values ('00000000-0000-0000-0000-00000000000c', 'Crow');
select isnt(pg_temp.kept(), '{later functions}', 'and is made again');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000c') $$, 'as it is to be');
select function_privs_are('compiler', 'remember_standard', '{uuid,compiler.statement[],text}', 'api', '{}', 'nobody else calls it');
