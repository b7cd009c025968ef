-- A role's row is completed, and refused where it cannot be.
select plan(8);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
create temp table made as
  with r as (insert into core.role (id, name, "databaseRole", "canReadAllObjectRecords", "canDestroyAllObjectRecords")
    values ('00000000-0000-0000-0000-0000000000d1', 'Sales', 'postgres', null, null) returning *) select * from r;
select is((select "workspaceId" from made), '00000000-0000-0000-0000-00000000000a', 'it belongs to the claimed workspace');
select is((select "databaseRole" from made), 'role_000000000000000000000000000000d1', 'its Postgres role is named after it, whatever is given');
select is((select "canReadAllObjectRecords" and not "canDestroyAllObjectRecords" from made), true, 'no flag is null');
select throws_ok($$ insert into core.role ("workspaceId", name) values ('00000000-0000-0000-0000-00000000000b', 'x') $$, 'MC402', null, 'not in another workspace');
select throws_ok($$ insert into core.role (id, name) select id, 'x' from core.workspace where subdomain = 'acme' $$, 'MC104', null, 'not with an id that is taken');
select throws_ok($$ update core.role set name = ' sales' where name = 'USER' $$, 'MC502', 'standard role "USER" keeps its name (and another fault)', 'every fault of a change');
select lives_ok($$ update core.role set name = 'SALES' where name = 'Sales' $$, 'its own name may change its case');
set local app.current_workspace_id = '';
select throws_ok($$ insert into core.role (name) values ('x') $$, 'MC401', null, 'it has to belong to a workspace');
