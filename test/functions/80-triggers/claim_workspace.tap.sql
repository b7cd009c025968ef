-- A new metadata row belongs to the workspace that it names, else to the claimed one, and never to another.
select plan(7);

select is(compiler.claim_workspace('00000000-0000-0000-0000-00000000000a', 'it'),
  '00000000-0000-0000-0000-00000000000a'::uuid, 'the named workspace, without a claim');
select throws_ok($$ select compiler.claim_workspace(null, 'it') $$,
  'MC401', 'it belongs to no workspace', 'none is known');

set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000b';
select is(compiler.claim_workspace(null, 'it'), '00000000-0000-0000-0000-00000000000b'::uuid, 'the claimed one');
select is(compiler.claim_workspace('00000000-0000-0000-0000-00000000000b', 'it'),
  '00000000-0000-0000-0000-00000000000b'::uuid, 'the claimed one, named');
select throws_ok($$ select compiler.claim_workspace('00000000-0000-0000-0000-00000000000c', 'it') $$,
  'MC402', 'it belongs to another workspace', 'another than the claimed one');

create function pg_temp.locks(p_id text) returns bigint language sql as $$
  select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
    and (classid::bigint << 32) | objid::bigint = hashtextextended(p_id, 0)
$$;
select is(pg_temp.locks('00000000-0000-0000-0000-00000000000a') + pg_temp.locks('00000000-0000-0000-0000-00000000000b'),
  2::bigint, 'each workspace that was claimed is locked');
select is(pg_temp.locks('00000000-0000-0000-0000-00000000000c'), 0::bigint, 'one that was refused is not');
