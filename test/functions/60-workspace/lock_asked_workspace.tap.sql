-- lock_asked_workspace(): a workspace that may be asked about, locked. See check_asked_workspace().
select plan(4);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Beta', 'beta');

select lives_ok($$ select compiler.lock_asked_workspace('00000000-0000-0000-0000-00000000000b') $$, 'an operator, without a claim');
select is((select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid() and granted
    and (classid::bigint << 32) + objid::bigint = hashtextextended('00000000-0000-0000-0000-00000000000b', 0)), 1::bigint, 'takes the lock');
select throws_ok($$ select compiler.lock_asked_workspace('00000000-0000-0000-0000-00000000000f') $$,
  'MC401', 'workspace 00000000-0000-0000-0000-00000000000f does not exist', 'no such workspace');
select throws_ok($$ select compiler.lock_asked_workspace(null) $$, 'MC401', 'workspace null does not exist', 'null');
