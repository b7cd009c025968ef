-- The guide's setting, for everyone.
select plan(5);

select is(core.current_workspace_id(), null, 'not set');
set local app.current_workspace_id = '';
select is(core.current_workspace_id(), null, 'set to nothing');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
select is(core.current_workspace_id(), '00000000-0000-0000-0000-00000000000a'::uuid, 'set');
set local app.current_workspace_id = 'acme';
select throws_ok('select core.current_workspace_id()', '22P02', null, 'set to something else');
select function_privs_are('core', 'current_workspace_id', '{}'::text[], 'public', '{EXECUTE}'::text[]);
