select plan(18);

create function pg_temp.emitted(p_changes jsonb) returns compiler.statement language sql as $$
  select compiler.emit_foreign_key(jsonb_populate_record(null::compiler.operation, '{
    "type": "CREATE_RELATION", "table_name": "order", "name": "customerId", "target_table": "company", "on_delete": "set null",
    "relation_id": "00000000-0000-4000-8000-000000000001", "field_id": "00000000-0000-4000-8000-000000000002",
    "object_id": "00000000-0000-4000-8000-000000000003", "target_object_id": "00000000-0000-4000-8000-000000000004"}' || p_changes),
    'workspace_test')
$$;

select is((pg_temp.emitted('{}')).sql,
  'alter table workspace_test."order" add constraint fk_00000000000040008000000000000002 '
  'foreign key ("customerId") references workspace_test.company (id) on delete set null; '
  'comment on constraint fk_00000000000040008000000000000002 on workspace_test."order" is NULL',
  'one constraint alone in its ALTER TABLE, named after the field''s id');
select is((pg_temp.emitted('{}')).type, 'CREATE_RELATION', 'the log shows the operation''s type');
select is((pg_temp.emitted('{}')).ids,
  '{"relationId": "00000000-0000-4000-8000-000000000001", "fieldId": "00000000-0000-4000-8000-000000000002",
    "toObjectId": "00000000-0000-4000-8000-000000000003", "fromObjectId": "00000000-0000-4000-8000-000000000004"}',
  'and the ids of both sides');
select is((pg_temp.emitted('{}')).table_name, 'workspace_test."order"', 'it belongs to the table that has the column');

select alike((pg_temp.emitted(jsonb_build_object('on_delete', word))).sql, '% on delete ' || word || '; comment %', 'on delete ' || word)
from unnest('{set null,cascade,restrict}'::text[]) word;
select is((pg_temp.emitted(jsonb_build_object('on_delete', word))).sql, null, format('no statement for on delete %s', coalesce(word, 'NULL')))
from unnest(array['no action', 'SET NULL', 'cascade; drop schema core cascade; --', '', null]) word;

select is(
  (compiler.emit_foreign_key(jsonb_populate_record(null::compiler.operation, '{
    "table_name": "t\"", "name": "c\"", "target_table": "u\"", "on_delete": "cascade", "comment": "it''s \\",
    "field_id": "00000000-0000-4000-8000-000000000002"}'), 's"')).sql,
  'alter table "s"""."t""" add constraint fk_00000000000040008000000000000002 '
  'foreign key ("c""") references "s"""."u""" (id) on delete cascade; '
  'comment on constraint fk_00000000000040008000000000000002 on "s"""."t""" is E''it''''s \\''',
  'hostile names and texts are quoted');

-- What it does.
create schema workspace_test;
create table workspace_test.company (id uuid primary key);
create table workspace_test."order" ("customerId" uuid);
insert into workspace_test.company values ('00000000-0000-4000-8000-00000000000a');
insert into workspace_test."order" values ('00000000-0000-4000-8000-00000000000a');
select lives_ok((pg_temp.emitted('{"comment": "@fieldName customer"}')).sql, 'it runs on tables with records');
select is(
  (select row(confrelid::regclass, confdeltype, condeferrable, convalidated)::text from pg_constraint
   where conname = 'fk_00000000000040008000000000000002'),
  '(workspace_test.company,n,f,t)', 'the key is not deferrable and valid');
select is(
  (select obj_description(oid, 'pg_constraint') from pg_constraint where conname = 'fk_00000000000040008000000000000002'),
  '@fieldName customer', 'its comment names the sides');
select throws_ok(
  $$ insert into workspace_test."order" values ('00000000-0000-4000-8000-00000000000b') $$, '23503', null, 'an unknown id is refused');
delete from workspace_test.company;
select is((select "customerId" from workspace_test."order"), null, 'a target that goes leaves null');
