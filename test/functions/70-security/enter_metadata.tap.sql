-- Scopes the transaction to the control plane of the claimed workspace.
select plan(8);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'),
  ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');

set local session authorization api;
select core.enter_metadata('{"workspaceId": "00000000-0000-0000-0000-00000000000a", "role": "ADMIN"}');
select set_config('test.role', current_user, true), set_config('test.search_path', current_setting('search_path'), true),
  set_config('test.seen', (select string_agg(w.subdomain, ',') from core.workspace w), true);
reset role;
select core.enter_metadata('{"workspaceId": "00000000-0000-0000-0000-00000000000b", "role": "USER"}');
select set_config('test.other_role', current_user, true),
  set_config('test.other_seen', (select string_agg(w.subdomain, ',') from core.workspace w), true);
reset role;
reset session authorization;
set local search_path = tap, public;

select is(current_setting('test.role'), 'core_settings', 'ADMIN reads and changes');
select is(current_setting('test.search_path'), 'pg_temp', 'names need their schema');
select is(current_setting('test.seen'), 'acme', 'of the claimed workspace');
select is(current_setting('test.other_role'), 'core_reader', 'USER reads');
select is(current_setting('test.other_seen'), 'bolt', 'of the one claimed last');
select is(current_setting('app.current_workspace_id'), '00000000-0000-0000-0000-00000000000b', 'the guide''s setting');
select is(
  array[current_setting('jwt.claims.sub'), current_setting('jwt.claims.workspaceId'), current_setting('jwt.claims.role')],
  array['', '00000000-0000-0000-0000-00000000000b', 'USER'], 'and the claims; no user is an empty one');

select throws_ok($$ set local session authorization api; select core.enter_metadata('{"role": "USER"}') $$,
  '28000', 'the token''s claims are not valid', 'what authorize() refuses');
