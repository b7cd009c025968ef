-- A row permission as policies, and what these do.
select plan(16);

create schema workspace_test;
create table workspace_test."order" (id int, owner text, state text, "deletedAt" timestamptz, "updatedAt" timestamptz);
create role role_test_a;
grant usage on schema workspace_test to role_test_a;
grant all on workspace_test."order" to role_test_a;
grant execute on function core.forbid_record() to role_test_a;
alter table workspace_test."order" enable row level security;
create function pg_temp.emitted(p_filters jsonb) returns text language sql as $$
  select compiler.emit_row_policies('{"id": "00000000-0000-0000-0000-0000000000d1", "readFilter": null, "updateFilter": null,
    "softDeleteFilter": null, "destroyFilter": null}' || p_filters, 'role_test_a',
    '{"id": {"kind": "NUMBER", "type": "integer"}, "owner": {"kind": "TEXT", "type": "text"}, "state": {"kind": "TEXT", "type": "text"}}', 'workspace_test."order"') $$;
select is(pg_temp.emitted('{}'),
  'create policy row_select_000000000000000000000000000000d1 on workspace_test."order" for select to role_test_a using (true); '
  'create policy row_insert_000000000000000000000000000000d1 on workspace_test."order" for insert to role_test_a with check (true); '
  'create policy row_update_000000000000000000000000000000d1 on workspace_test."order" for update to role_test_a using ((true) and (true)) with check (true); '
  'create policy row_delete_000000000000000000000000000000d1 on workspace_test."order" for delete to role_test_a using ((true) and (true))',
  'without filters');

insert into workspace_test."order" select n, case when n % 2 = 0 then 'ada' else 'bob' end, case when n < 5 then 'OPEN' else 'DONE' end
from generate_series(1, 8) n;
select lives_ok(pg_temp.emitted('{"readFilter": {"owner": {"eq": "ada"}}, "updateFilter": {"state": {"eq": "OPEN"}},
  "softDeleteFilter": {"id": {"gt": 3}}, "destroyFilter": {"id": {"eq": 8}}}'), 'with all of them, it runs');
set local role role_test_a;
select results_eq('select id from workspace_test."order" order by id', 'values (2), (4), (6), (8)', 'it reads its records');
select throws_ok($$ insert into workspace_test."order" values (9, 'bob') $$, '42501', null, 'it creates none that it may not read');
select lives_ok($$ insert into workspace_test."order" values (10, 'ada', 'DONE') $$, 'it creates others');
select throws_ok($$ update workspace_test."order" set owner = 'bob' where id = 2 $$, '42501', null, 'it moves none out of its sight');
select throws_ok($$ update workspace_test."order" set owner = 'bob' $$, '42501', 'new row violates row-level security policy for table "order"',
  'nor by a statement that reads nothing');
select results_eq($$ update workspace_test."order" set "updatedAt" = now() where id in (1, 2) returning id $$, 'values (2)', 'it updates what both filters let it');
select throws_ok($$ update workspace_test."order" set state = 'OPEN' where id = 8 $$, '42501', 'permission denied for this record of "order"',
  'not what it may only soft-delete');
select results_eq($$ update workspace_test."order" set "deletedAt" = now() where id = 8 returning id $$, 'values (8)', 'which it may');
select throws_ok($$ update workspace_test."order" set "deletedAt" = now() where id = 2 $$, '42501', null, 'not what it may only update');
select throws_ok($$ update workspace_test."order" set "deletedAt" = null, state = 'OPEN' where id = 8 $$, '42501', null, 'both at once takes both');
select results_eq($$ update workspace_test."order" set "deletedAt" = now(), state = 'DONE' where id = 4 returning id $$, 'values (4)', 'and where it has both, it may');
select results_eq('delete from workspace_test."order" returning id', 'values (8)', 'it destroys what it may destroy');
reset role;
select is((select count(*) from workspace_test."order" where owner = 'bob'), 4::bigint, 'the others'' records are there');
select is(pg_temp.emitted('{"updateFilter": {"id": {"eq": 1}}, "softDeleteFilter": {"id": {"eq": 1}}}') like '%create trigger%', false,
  'no trigger where both filters are one');
