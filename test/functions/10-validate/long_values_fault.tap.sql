select plan(8);

create schema workspace_test;
create table workspace_test.deal (id uuid default gen_random_uuid(), code varchar, note varchar, "deletedAt" timestamptz);
-- Text that does not get shorter by compression.
create function pg_temp.text_of(p_length int) returns text language sql as
  $$ select left(string_agg(md5(i::text), '' order by i), p_length) from generate_series(1, 1000) i $$;
create function pg_temp.faults_of(p_columns text[] default '{code}', p_live_only boolean default false) returns compiler.fault[] language sql as $$
  select compiler.long_values_fault('the index', 'workspace_test', 'deal', p_columns, p_live_only)
$$;
insert into workspace_test.deal (code, note) values (null, null), ('short', null), (pg_temp.text_of(2500), null), (repeat('x', 100000), null);
select is(pg_temp.faults_of(), '{}', 'short ones, and long ones that are short when they are compressed');
select lives_ok('create index on workspace_test.deal (code)', 'Postgres thinks so too');
drop index workspace_test.deal_code_idx;

insert into workspace_test.deal (id, code, note, "deletedAt") values ('00000000-0000-0000-0000-0000000000f1', pg_temp.text_of(20000), 'x', now());
select is(pg_temp.faults_of(), array[row('MC211', '1 record has a value too long for the index',
  'Of object "deal", among them: 00000000-0000-0000-0000-0000000000f1.',
  'An index takes about 2,700 bytes, compressed: shorten these values first.')::compiler.fault], 'a long one');
select throws_ok('create index on workspace_test.deal (code)', '54000', null, 'Postgres thinks so too');
select is(pg_temp.faults_of(p_live_only => true), '{}', 'that is deleted, where only live ones count');
insert into workspace_test.deal (id, code) values ('00000000-0000-0000-0000-0000000000f2', pg_temp.text_of(3000));
select is((pg_temp.faults_of())[1].message, '2 records have a value too long for the index', 'several');
truncate workspace_test.deal;
insert into workspace_test.deal (code, note) values (pg_temp.text_of(1500), pg_temp.text_of(1500));
select is(pg_temp.faults_of(), '{}', 'two columns, one by one');
select is(cardinality(pg_temp.faults_of('{code,note}')), 1, 'and together');
