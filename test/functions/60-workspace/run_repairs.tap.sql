-- run_repairs(): everything goes that is to be made anew, then it comes; all or nothing.
select plan(8);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
create function pg_temp.run() returns table (type text, ids jsonb, sql text) language sql security definer as $$
  select s.type, s.ids, s.sql from unnest(compiler.run_repairs('00000000-0000-0000-0000-00000000000a',
    array(select d from compiler.find_drift('00000000-0000-0000-0000-00000000000a') d))) s $$;
alter function pg_temp.run owner to compiler;
create temp table task on commit drop as
  select jsonb_build_object('objectId', id) as ids, compiler.id_name('workspace_roles', id) as policy
  from core."objectMetadata" where "nameSingular" = 'task';

select is_empty('select * from pg_temp.run()', 'nothing to do');

-- The index keeps the column from its type, the wrong default from it too.
alter table workspace_a.task alter status drop default, alter status type text, alter status set default 'DONE';
create index extra on workspace_a.task (status text_pattern_ops);
select results_eq($$ select * from pg_temp.run() where sql !~ 'check' $$,
  $$ select v.type, task.ids, v.sql from task, (values
      ('UPDATE_FIELD', 'alter table workspace_a.task alter column status drop default'),
      ('UPDATE_INDEX', 'drop index if exists workspace_a.extra'),
      ('UPDATE_FIELD', 'alter table workspace_a.task alter column status type character varying using status::character varying'),
      ('UPDATE_FIELD', 'alter table workspace_a.task alter column status set default ''TODO''::character varying')) v (type, sql) $$,
  'drops, then creations; each with its object');
select is_empty('select * from pg_temp.run()', 'and nothing is left');

drop table workspace_a.note;
do $$ begin execute (select format('revoke %I from api granted by compiler', "databaseRole") from core.role where name = 'USER'); end $$;
select set_eq('select distinct type from pg_temp.run()', $$ values ('UPDATE_ROLE'), ('UPDATE_OBJECT'), ('UPDATE_FIELD'), ('UPDATE_INDEX') $$,
  'the types that history has');

-- What fails.
create function pg_temp.refusal() returns text language plpgsql as $$
declare v_detail text; begin
  perform * from pg_temp.run();
  return 'none';
exception when others then
  get stacked diagnostics v_detail = pg_exception_detail;
  return concat_ws(' | ', sqlstate, sqlerrm, v_detail);
end $$;
insert into workspace_a.company (name, employees) values ('one', 1);
alter table workspace_a.company alter name drop not null, alter employees type numeric;
update workspace_a.company set employees = 1.5, name = null;
create view workspace_a.v as select 1 as one;
select is(pg_temp.refusal(), 'MC504 | type company.employees cannot be repaired | alter table workspace_a.company alter column employees '
  'type integer using employees::integer: a value would change. Nothing was changed.', 'a value that would change');
select has_view('workspace_a', 'v', 'what was done before is undone');
update workspace_a.company set employees = 2;
select is(pg_temp.refusal(), 'MC504 | nullability company.name cannot be repaired | alter table workspace_a.company alter column name '
  'set not null: column "name" of relation "company" contains null values. Nothing was changed.', 'records that do not comply');
update workspace_a.company set name = 'one';
select is(pg_temp.refusal(), 'none', 'once they do');
