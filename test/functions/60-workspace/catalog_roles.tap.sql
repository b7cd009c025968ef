-- catalog_roles(): roles, what they may by themselves, and who is a member of whom.
select plan(5);

create role probe_one nologin noinherit role api;
create role probe_two login createdb bypassrls;
grant probe_one to probe_two with inherit true, admin true;
grant pg_monitor to probe_one;

select set_eq(
  $$ select kind, subject, definition from compiler.catalog_roles('{probe_one, probe_three}') $$,
  $$ values ('ROLE', 'probe_one', 'exists'), ('MEMBERSHIP', 'api in probe_one', 'set'),
    ('MEMBERSHIP', 'probe_two in probe_one', 'set, inherit, admin'), ('MEMBERSHIP', 'probe_one in pg_monitor', 'set') $$,
  'a workspace''s role: nothing by itself; its members, and its own memberships');
select set_eq(
  $$ select subject, drop_sql from compiler.catalog_roles('{probe_two}') where kind = 'ROLE_ATTRIBUTE' $$,
  $$ values ('probe_two login', 'alter role probe_two nologin'), ('probe_two inherit', 'alter role probe_two noinherit'),
    ('probe_two createdb', 'alter role probe_two nocreatedb'), ('probe_two bypassrls', 'alter role probe_two nobypassrls') $$,
  'powers');
create temp table before on commit drop as select * from compiler.catalog_roles('{probe_one}');
do $$ declare v text; begin
  for v in select drop_sql from before where kind = 'MEMBERSHIP' loop execute v; execute v; end loop;
end $$;
select set_eq($$ select subject from compiler.catalog_roles('{probe_one}') $$, $$ values ('probe_one') $$, 'memberships go');
do $$ declare v text; begin
  for v in select create_sql from before loop execute v; execute v; end loop;
end $$;
select set_eq($$ select kind, subject, definition from compiler.catalog_roles('{probe_one}') $$,
  $$ select kind, subject, definition from before $$, 'and come back; a role that exists may be made again');

alter role probe_one set search_path = public;
do $$ begin execute format('alter role probe_one in database %I set app.current_workspace_id = x', current_database()); end $$;
create temp table settings on commit drop as select * from compiler.catalog_roles('{probe_one}') where kind = 'ROLE_ATTRIBUTE';
do $$ declare v text; begin
  for v in select drop_sql from settings loop execute v; execute v; end loop;
end $$;
select results_eq($$ select subject, (select count(*) from compiler.catalog_roles('{probe_one}') where kind = 'ROLE_ATTRIBUTE') from settings order by 1 $$,
  $$ values ('probe_one app.current_workspace_id=x', 0::bigint), ('probe_one search_path=public', 0) $$, 'settings, here or everywhere, that go');
