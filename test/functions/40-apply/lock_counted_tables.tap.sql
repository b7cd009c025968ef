-- What waiting for a lock ends in: test/concurrency/counting.test.ts.
select plan(3);

create schema workspace_test;
create table workspace_test.deal ();
create table workspace_test."Order" ();
create function pg_temp.locks() returns bigint language sql as $$
  select count(*) from pg_locks where mode = 'AccessExclusiveLock' and pid = pg_backend_pid()
    and relation in ('workspace_test.deal'::regclass, 'workspace_test."Order"'::regclass)
$$;
create temp table made on commit drop as select pg_temp.locks();
-- Locks of CREATE TABLE: in a transaction that made the tables they are held already, so a table that is not there tells more.
select lives_ok($$ select compiler.lock_counted_tables('workspace_test', '{}') $$, 'no table');
select lives_ok($$ select compiler.lock_counted_tables('workspace_test', array['Order', null, 'deal', 'missing', 'deal']) $$, 'tables, each once, and none that is not there');
select is(pg_temp.locks(), 2::bigint, 'are locked');
