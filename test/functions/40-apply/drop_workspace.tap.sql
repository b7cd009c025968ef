select plan(8);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Other', 'other');
create temp table a_role as select "workspaceId" as workspace_id, "databaseRole"::name as role from core.role;

create function pg_temp.drop_it() returns void language sql security definer
  as $$ select compiler.drop_workspace(w) from core.workspace w where w.id = '00000000-0000-0000-0000-00000000000a' $$;
alter function pg_temp.drop_it owner to compiler;

select has_table('workspace_a', 'company', 'a workspace');
select lives_ok($$ select pg_temp.drop_it() $$, 'its owner drops it');
select hasnt_schema('workspace_a', 'the schema is gone');
select is((select count(*) from a_role join pg_roles on rolname = role where workspace_id = '00000000-0000-0000-0000-00000000000a'), 0::bigint,
  'its roles too');
select has_table('workspace_b', 'company', 'another workspace is there');
select is((select count(*) from a_role join pg_roles on rolname = role where workspace_id = '00000000-0000-0000-0000-00000000000b'), 3::bigint,
  'with its roles');
select is((select count(*) from core.workspace), 2::bigint, 'rows are destroy_workspace()''s');
select throws_ok($$ select pg_temp.drop_it() $$, '3F000', null, 'what is gone cannot be dropped');
