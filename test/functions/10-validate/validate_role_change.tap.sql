-- What a role keeps.
select plan(12);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core.role ("workspaceId", name) values ('00000000-0000-0000-0000-00000000000a', 'Sales');
create function pg_temp.faults(p_name text, p_change jsonb) returns text[] language sql as $$
  select array(select f.sqlstate || ' ' || f.message
    from unnest(compiler.validate_role_change(r, jsonb_populate_record(null::core.role, case when p_change is not null then to_jsonb(r) || p_change end))) f)
  from core.role r where r.name = p_name
$$;

select is(pg_temp.faults('Sales', '{"name": "Shop", "description": "x", "canDestroyAllObjectRecords": true}'), '{}', 'a custom role changes');
select is(pg_temp.faults('Sales', null), '{}', 'and goes');
select is(pg_temp.faults('USER', '{"description": "x", "canUpdateAllObjectRecords": false}'), '{}', 'of a standard role the rights change');
select is(pg_temp.faults('ADMIN', '{"description": "x"}'), '{}', 'of ADMIN the description');
select is(pg_temp.faults('Sales', '{"databaseRole": "postgres"}'), '{"MC501 what identifies role \"Sales\" does not change"}', 'the Postgres role');
select is(pg_temp.faults('Sales', '{"workspaceId": "00000000-0000-0000-0000-00000000000b"}'), '{"MC501 what identifies role \"Sales\" does not change"}', 'the workspace');
select is(pg_temp.faults('USER', '{"name": "Member"}'), '{"MC502 standard role \"USER\" keeps its name"}', 'the name of a standard role');
select is(pg_temp.faults('USER', null), '{"MC502 standard role \"USER\" cannot be deleted"}', 'a standard role');
select is(pg_temp.faults('ADMIN', '{"canUpdateAllSettings": false}'), '{"MC502 standard role \"ADMIN\" keeps its rights"}', 'the rights of ADMIN');
select is(cardinality(pg_temp.faults('ADMIN', '{"name": "x", "canReadAllObjectRecords": false, "databaseRole": "x"}')), 3, 'every fault');
with u as (insert into core."user" (email) values ('ada@acme.example') returning id)
insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
select u.id, r."workspaceId", r.id from u, core.role r where r.name = 'Sales';
select is(pg_temp.faults('Sales', null), '{"MC503 role \"Sales\" is somebody''s"}', 'a role with members stays');
update core."userWorkspace" set "deletedAt" = now();
select is(pg_temp.faults('Sales', null), '{}', 'that of a former member does not');
