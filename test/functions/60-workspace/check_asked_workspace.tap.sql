-- check_asked_workspace(): the claimed workspace, or any for who may act as the compiler.
select plan(7);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Beta', 'beta');

select lives_ok($$ select compiler.check_asked_workspace('00000000-0000-0000-0000-00000000000b') $$, 'an operator, without a claim');
select throws_ok($$ select compiler.check_asked_workspace('00000000-0000-0000-0000-00000000000f') $$,
  'MC401', 'workspace 00000000-0000-0000-0000-00000000000f does not exist', 'no such workspace');
select throws_ok($$ select compiler.check_asked_workspace(null) $$, 'MC401', 'workspace null does not exist', 'null');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
select lives_ok($$ select compiler.check_asked_workspace('00000000-0000-0000-0000-00000000000a') $$, 'the claimed workspace');
select throws_ok($$ select compiler.check_asked_workspace('00000000-0000-0000-0000-00000000000b') $$,
  'MC402', 'workspace 00000000-0000-0000-0000-00000000000b is not the claimed one', 'another than the claimed one, even an operator');

-- A login that may not act as the compiler.
create function pg_temp.ask(uuid) returns void language sql security definer as 'select compiler.check_asked_workspace($1)';
set local session authorization api;
select lives_ok($$ select pg_temp.ask('00000000-0000-0000-0000-00000000000a') $$, 'the API, with a claim');
set local app.current_workspace_id = '';
select throws_ok($$ select pg_temp.ask('00000000-0000-0000-0000-00000000000a') $$,
  'MC402', 'workspace 00000000-0000-0000-0000-00000000000a is not the claimed one', 'the API, without a claim');
