select plan(8);

create schema "Schema; x";
create table "Schema; x"."order" (id uuid, n int, "deletedAt" timestamptz);
insert into "Schema; x"."order" select ('00000000-0000-0000-0000-00000000000' || 6 - i)::uuid, i, case when i = 5 then now() end from generate_series(1, 5) i;

select results_eq($$ select * from compiler.find_records('Schema; x', 'order', 'n > 0') $$,
  $$ values (5::bigint, array['00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000003']::uuid[]) $$,
  'all are counted, deleted ones too; the first three ids are shown');
select results_eq($$ select * from compiler.find_records('Schema; x', 'order', 'n = 5') $$,
  $$ values (1::bigint, '{00000000-0000-0000-0000-000000000001}'::uuid[]) $$, 'one');
select results_eq($$ select * from compiler.find_records('Schema; x', 'order', 'n > 5') $$, $$ values (0::bigint, null::uuid[]) $$, 'none');
select is((compiler.find_records('Schema; x', 'order', 'n + null > 0')).count, 0::bigint, 'a condition that is null is not met');
select is((compiler.find_records('Schema; x', 'order', 'n % 2 = 0 and ''%I %s $1'' is not null')).count, 2::bigint, 'a condition is taken as it is');
select throws_ok($$ select compiler.find_records('Schema; x', 'missing', 'true') $$, '42P01', null, 'a table that is missing is an error');
select is((select array_agg(c order by c) from pg_proc, unnest(proconfig) c where oid = 'compiler.find_records'::regproc),
  '{"extra_float_digits=1","lock_timeout=2s","search_path=pg_catalog, pg_temp"}', 'a float is asked for as it is, whatever the session shows');
select function_privs_are('compiler', 'find_records', '{text,text,text}', 'api', '{}', 'the API''s login role may not call it');
