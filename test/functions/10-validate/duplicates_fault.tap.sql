select plan(8);

create schema workspace_test;
create table workspace_test.deal (code text, "Place" text, "deletedAt" timestamptz);
insert into workspace_test.deal values ('a', 'x', null), ('a', 'y', null), ('b', 'x', now()), ('b', 'x', null), (null, 'z', null), (null, 'z', null);

create function pg_temp.faults_of(p_columns text[], p_live_only boolean) returns compiler.fault[] language sql as $$
  select compiler.duplicates_fault('field "code"', 'workspace_test', 'deal', p_columns, p_live_only)
$$;

select is(pg_temp.faults_of('{code}', true), array[row('MC209', 'field "code" cannot be unique: 1 value occurs more than once',
  'Of object "deal", among them: a (2 times).', 'Change these records first.')::compiler.fault], 'live records that share a value');
select is((pg_temp.faults_of('{code}', false))[1].detail, 'Of object "deal", among them: a (2 times), b (2 times).', 'deleted ones too');
select is(pg_temp.faults_of('{code,"\"Place\""}', true), '{}', 'several columns are unique together');
select is((pg_temp.faults_of('{code,"\"Place\""}', false))[1].detail, 'Of object "deal", among them: b, x (2 times).', 'or not');
select is((pg_temp.faults_of('{"coalesce(code, ''none'')"}', true))[1].detail,
  'Of object "deal", among them: a (2 times), none (2 times).', 'of what a column will hold');
select is((pg_temp.faults_of('{"''same''::text"}', true))[1].message, 'field "code" cannot be unique: 1 value occurs more than once', 'one value of all');

truncate workspace_test.deal;
insert into workspace_test.deal select repeat('long' || i, 100) from generate_series(1, 5) i, generate_series(1, 2);
select is((pg_temp.faults_of('{code}', true))[1].message, 'field "code" cannot be unique: 5 values occur more than once', 'all are counted');
select is(length((pg_temp.faults_of('{code}', true))[1].detail), 300 + length('Of object "deal", among them: .'), 'a long DETAIL is cut');
