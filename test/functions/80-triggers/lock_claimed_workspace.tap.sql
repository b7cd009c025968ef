-- An UPDATE takes the lock of the claimed workspace before it locks a row.
select plan(3);

create function pg_temp.locks(p_id text) returns bigint language sql as $$
  select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
    and (classid::bigint << 32) | objid::bigint = hashtextextended(p_id, 0)
$$;

update core.workspace set "displayName" = 'Acme' where false;
select is((select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()), 0::bigint,
  'without a claim there is nothing to lock yet');

set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
update core.workspace set "displayName" = 'Acme' where false;
select is(pg_temp.locks('00000000-0000-0000-0000-00000000000a'), 1::bigint, 'the claimed workspace, before any row');
select is(pg_temp.locks('00000000-0000-0000-0000-00000000000b'), 0::bigint, 'and no other');
