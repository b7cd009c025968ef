-- Names of roles against one another.
select plan(6);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
insert into core.role ("workspaceId", name) values ('00000000-0000-0000-0000-00000000000b', 'Sales');
-- Written as the compiler, whose rows fire no trigger.
set local role compiler;
insert into core.role ("workspaceId", name, "databaseRole")
select '00000000-0000-0000-0000-00000000000a', n, 'role_' || n from unnest('{Sales,admin,Guest,guest}'::text[]) n;
reset role;
create function pg_temp.faults(variadic p_names text[]) returns text[] language sql as $$
  select array(
    select f.sqlstate || ' ' || f.message || ' ' || f.detail
    from unnest(compiler.validate_role_names('00000000-0000-0000-0000-00000000000a', array(
      select r.id from core.role r where r."workspaceId" = '00000000-0000-0000-0000-00000000000a' and r.name = any (p_names)))) f)
$$;

select is(pg_temp.faults('Sales'), '{}', 'a name that another workspace has');
select is(pg_temp.faults('admin'), array['MC104 role name "admin" is taken The workspace has a role "ADMIN".'], 'the case of letters makes no other name');
select is(pg_temp.faults('Guest', 'guest'), array['MC104 role name "guest" is taken The workspace has a role "Guest".'], 'one fault of two that are new');
select is(cardinality(pg_temp.faults('admin', 'Guest', 'guest')), 2, 'every fault');

update core.role set name = 'Clerk' where name = 'guest' and "workspaceId" = '00000000-0000-0000-0000-00000000000a';
select lives_ok($$ update core.role set name = case name when 'Clerk' then 'Guest' else 'Clerk' end where name in ('Clerk', 'Guest') $$,
  'two swap their names');
select lives_ok('set constraints all immediate', 'when the transaction ends too');
