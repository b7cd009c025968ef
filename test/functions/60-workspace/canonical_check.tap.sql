-- canonical_check() has one text for the two that Postgres writes for "column in (…)" of a varchar.
select plan(8);

create table public.once (a varchar, "B b" varchar);
alter table public.once
  add constraint two check (a in ('A', 'B')),
  add constraint quoted check ("B b" in ('it''s \', 'x'', ''y''::character varying', ')', 'ä')),
  add constraint unproven check (a in ('A', 'B')) not valid,
  add constraint one check (a in ('A')),
  add constraint more check (a in ('A', 'B') or false),
  add constraint other check (length(a) < 3);
create table public.twice (like public.once);
do $$
declare
  v_constraint record;
begin
  for v_constraint in select conname, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = 'public.once'::regclass loop
    execute format('alter table public.twice add constraint %I %s', v_constraint.conname, v_constraint.definition);
  end loop;
end $$;
create function pg_temp.canonical(p_table regclass, p_name text) returns text language sql as $$
  select compiler.canonical_check(pg_get_constraintdef(oid)) from pg_constraint where conrelid = p_table and conname = p_name $$;

select isnt(
  (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'public.once'::regclass and conname = 'two'),
  (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'public.twice'::regclass and conname = 'two'),
  'Postgres writes what it wrote otherwise');
select is(pg_temp.canonical('once', 'two'), $$CHECK (a in ('A', 'B'))$$, 'options');
select is(pg_temp.canonical('twice', 'two'), pg_temp.canonical('once', 'two'), 'options, parsed twice');
select is(pg_temp.canonical('once', 'quoted'), $$CHECK ("B b" in ('it''s \', 'x'', ''y''::character varying', ')', 'ä'))$$,
  'whatever the options are');
select is(pg_temp.canonical('twice', 'quoted'), pg_temp.canonical('once', 'quoted'), 'whatever they are, parsed twice');
select is(pg_temp.canonical('twice', 'unproven'), $$CHECK (a in ('A', 'B')) NOT VALID$$, 'what follows is kept');
select is(pg_temp.canonical('once', 'one'), $$CHECK (((a)::text = 'A'::text))$$, 'one option has one text');
select is(
  array(select pg_temp.canonical('once', n) from unnest('{more, other}'::text[]) n),
  array(select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'public.once'::regclass and conname in ('more', 'other') order by conname),
  'anything else is left alone');
