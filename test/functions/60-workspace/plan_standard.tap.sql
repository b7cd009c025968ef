-- The standard rows of a new workspace, and their statements.
select plan(5);

set local role compiler;
insert into core.workspace (id, "displayName", "schemaName") values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'workspace_a');
create table compiler.planned as select * from compiler.plan_standard('00000000-0000-0000-0000-00000000000a');
reset role;
select set_eq($$ select i from compiler.planned, unnest(compiled_ids) i $$, $$
  select id from core.role union select id from core."objectMetadata" union select id from core."fieldMetadata" union select id from core."relationMetadata" $$,
  'its rows are compiled, each once');
select is((select cardinality(compiled_ids) from compiler.planned), (select count(distinct i)::integer from compiler.planned, unnest(compiled_ids) i), 'and no more often');
select is((select array_agg(distinct (s).type order by (s).type) from compiler.planned, unnest(statements) s),
  '{CREATE_FIELD,CREATE_INDEX,CREATE_OBJECT,CREATE_RELATION,CREATE_ROLE,CREATE_WORKSPACE}', 'all kinds of statements');
select is(to_regnamespace('workspace_a'), null, 'which do not run');
select function_privs_are('compiler', 'plan_standard', '{uuid}', 'api', '{}', 'nobody else calls it');
