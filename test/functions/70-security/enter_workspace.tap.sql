-- Scopes the transaction to the records of the claimed workspace.
select plan(7);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."user" (id, email) values ('00000000-0000-0000-0000-0000000000e1', 'ada@acme.com');
insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
select '00000000-0000-0000-0000-0000000000e1', "workspaceId", id from core.role where name = 'USER';

set local session authorization api;
select core.enter_workspace('{"workspaceId": "00000000-0000-0000-0000-00000000000a", "role": "USER",
  "sub": "00000000-0000-0000-0000-0000000000e1"}');
insert into company (name) values ('Entered');  -- unqualified, as the role may
select set_config('test.role', current_user, true), set_config('test.search_path', current_setting('search_path'), true);
reset role;
reset session authorization;
set local search_path = tap, public;

select is(current_setting('test.role'), (select "databaseRole" from core.role where name = 'USER'), 'the role is the membership''s');
select is(current_setting('test.search_path'), 'workspace_a, pg_temp', 'the path is the schema''s, temporary tables last');
select is((select name::text from workspace_a.company), 'Entered', 'so that names need no schema');
select is(current_setting('app.current_workspace_id'), '00000000-0000-0000-0000-00000000000a', 'the guide''s setting');
select is(
  array[current_setting('jwt.claims.sub'), current_setting('jwt.claims.workspaceId'), current_setting('jwt.claims.role')],
  array['00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-00000000000a', 'USER'], 'and the claims');

select throws_ok($$ set local session authorization api; select core.enter_workspace('{"role": "USER"}') $$,
  '28000', 'the token''s claims are not valid', 'what authorize() refuses');
select is(current_user, session_user, 'changes nothing');
