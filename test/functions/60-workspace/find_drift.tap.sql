-- find_drift(): each difference once, in an order in which it can be repaired.
select plan(9);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
create function pg_temp.drift() returns table (place bigint, kind text, subject text, expected text, actual text, drop_sql text, create_sql text)
language sql security definer as $$
  select row_number() over (), d.kind, d.subject, d.expected, d.actual, d.drop_sql, d.create_sql
  from compiler.find_drift('00000000-0000-0000-0000-00000000000a') d $$;
alter function pg_temp.drift owner to compiler;

select is_empty('select * from pg_temp.drift()', 'none in a workspace that was not touched');

savepoint s;
create table workspace_a.stray (id int primary key, a text default 'x');
comment on table workspace_a.stray is 'mine';
select results_eq('select kind, subject, expected, actual, drop_sql, create_sql from pg_temp.drift()',
  $$ values ('TABLE', 'stray', null, 'exists', null, null) $$, 'of a table too many nothing else, and it is not dropped');
rollback to savepoint s;

alter table workspace_a.note add extra int not null default 1;
comment on column workspace_a.note.extra is 'mine';
create index extra on workspace_a.note (extra);
select results_eq('select kind, subject, drop_sql from pg_temp.drift()',
  $$ values ('INDEX', 'note.extra', 'drop index if exists workspace_a.extra'), ('COLUMN', 'note.extra', null) $$,
  'of a column too many nothing else but what can go');
rollback to savepoint s;

alter table workspace_a.task drop column status;
select results_eq('select kind, subject from pg_temp.drift()',
  $$ select * from (values ('COLUMN', 'task.status'),
      ('CHECK', (select 'task.' || compiler.id_name('check', id) from core."fieldMetadata" where name = 'status')),
      ('INDEX', 'task."IDX_task_status"'), ('COMMENT', 'column task.status')) v $$,
  'of a missing column what went with it, but neither type nor default');
rollback to savepoint s;

alter table workspace_a.task alter status type varchar(20), alter status set default 'DONE', alter title set not null;
select results_eq('select kind, subject, expected, actual, drop_sql, create_sql from pg_temp.drift() where kind <> ''CHECK''',
  $$ values ('TYPE', 'task.status', 'character varying', 'character varying(20)', null,
      'alter table workspace_a.task alter column status type character varying using status::character varying'),
    ('DEFAULT', 'task.status', '''TODO''::character varying', '''DONE''::character varying',
      'alter table workspace_a.task alter column status drop default',
      'alter table workspace_a.task alter column status set default ''TODO''::character varying'),
    ('NULLABILITY', 'task.title', 'null', 'not null', null, 'alter table workspace_a.task alter column title drop not null') $$,
  'of a column that is there, each part');
rollback to savepoint s;

drop index workspace_a."IDX_task_status";
create index "IDX_task_status" on workspace_a.task (status);
select results_eq('select kind, subject, expected, actual, drop_sql, create_sql from pg_temp.drift()',
  $$ values ('INDEX', 'task."IDX_task_status"',
    'CREATE INDEX "IDX_task_status" ON workspace_a.task USING btree (status) WHERE ("deletedAt" IS NULL)',
    'CREATE INDEX "IDX_task_status" ON workspace_a.task USING btree (status)',
    'drop index if exists workspace_a."IDX_task_status"',
    'CREATE INDEX "IDX_task_status" ON workspace_a.task USING btree (status) WHERE ("deletedAt" IS NULL)') $$,
  'what is other than it should be goes and comes');
rollback to savepoint s;

drop schema workspace_a cascade;
select is((select array_agg(kind order by first) from (select kind, min(place) as first from pg_temp.drift() group by 1) k),
  '{SCHEMA, TABLE, OWNER, PERSISTENCE, COLUMN, PRIMARY_KEY, CHECK, INDEX, FOREIGN_KEY, ROW_SECURITY, POLICY, TRIGGER, GRANT, COMMENT}'
    ::text[], 'in an order in which it can be made');
select is_empty($$ select * from pg_temp.drift() where actual is not null or create_sql is null $$, 'all of it');
rollback to savepoint s;
select is_empty('select * from pg_temp.drift()', 'and none again');
