select plan(9);

create schema "Schema; x";
create table "Schema; x"."order" ("Code" text, n int, "deletedAt" timestamptz);
insert into "Schema; x"."order" values ('e', 1), ('e', 2), ('d', 1), ('d', 1), ('c', 1), ('c', 1), ('b', 1), ('b', 1), ('b', 1), ('a', 1), (null, 1), (null, 1);
insert into "Schema; x"."order" values ('z', 1, now()), ('z', 1, null);

select results_eq(format('select * from compiler.find_duplicates(%L, %L, %L, %L)', 'Schema; x', 'order', columns, live_only),
  format('values (%s::bigint, %L::text[])', count, examples), description)
from (values
  ('{"\"Code\""}', true, 4, '{"b (3 times)","c (2 times)","d (2 times)"}', 'all are counted, three are shown'),
  ('{"\"Code\""}', false, 5, '{"b (3 times)","c (2 times)","d (2 times)"}', 'deleted ones too'),
  ('{"\"Code\"",n}', true, 3, '{"b, 1 (3 times)","c, 1 (2 times)","d, 1 (2 times)"}', 'values that occur together'),
  ('{"lower(\"Code\")"}', true, 4, '{"b (3 times)","c (2 times)","d (2 times)"}', 'an expression'),
  ('{"coalesce(\"Code\", ''x'')"}', true, 5, '{"b (3 times)","c (2 times)","d (2 times)"}', 'of what NULL becomes')
) t (columns, live_only, count, examples, description);
delete from "Schema; x"."order" where "Code" in ('b', 'c', 'd', 'e');
select results_eq($$ select * from compiler.find_duplicates('Schema; x', 'order', '{"\"Code\""}', true) $$, $$ values (0::bigint, null::text[]) $$,
  'NULLs are no duplicates, nor are deleted ones');
select throws_ok($$ select compiler.find_duplicates('Schema; x', 'missing', '{n}', true) $$, '42P01', null, 'a table that is missing is an error');
select is((select 'extra_float_digits=1' = any (proconfig) from pg_proc where oid = 'compiler.find_duplicates'::regproc), true,
  'floats differ by their last digit, whatever the session shows');
select function_privs_are('compiler', 'find_duplicates', '{text,text,text[],boolean}', 'api', '{}', 'the API''s login role may not call it');
