select plan(8);

create schema "Schema; x";
create table "Schema; x"."order" ("deletedAt" timestamptz);
create table "Schema; x"."it""s; drop table x; --" (n int);

select is(compiler.count_rows('Schema; x', 'order'), 0::bigint, 'an empty table has none');
insert into "Schema; x"."order" values (null), (null), (now());
select is(compiler.count_rows('Schema; x', 'order'), 3::bigint, 'soft-deleted records count');
select is(compiler.count_rows('Schema; x', 'it"s; drop table x; --'), 0::bigint, 'hostile names are quoted');
select is(to_regclass('"Schema; x"."order"') is not null, true, 'and drop nothing');

alter table "Schema; x"."order" enable row level security;
alter table "Schema; x"."order" owner to compiler;
grant usage on schema "Schema; x" to compiler;
create function pg_temp.count_as_compiler() returns bigint language plpgsql as $$
declare v_count bigint;
begin
  set local role compiler;
  v_count := compiler.count_rows('Schema; x', 'order');
  reset role;
  return v_count;
end $$;
select is(pg_temp.count_as_compiler(), 3::bigint, 'row-level security hides none from the compiler, the tables'' owner');

select throws_ok($$ select compiler.count_rows('Schema; x', 'missing') $$, '42P01', null, 'a table that is missing is an error');
select throws_ok($$ select compiler.count_rows('missing', 'order') $$, '42P01', null, 'so is a schema');
select ok(
  (select 'lock_timeout=2s' = any (proconfig) from pg_proc where oid = 'compiler.count_rows'::regproc),
  'it does not wait for a lock for longer than two seconds');
