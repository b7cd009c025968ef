-- What a token's claims allow, looked up at this moment; whatever does not match is refused alike.
select plan(22);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'),
  ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
insert into core."user" (id, email) values
  ('00000000-0000-0000-0000-0000000000e1', 'ada@acme.com'), ('00000000-0000-0000-0000-0000000000e2', 'bob@bolt.com');
insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
select m.user_id, r."workspaceId", r.id
from (values ('00000000-0000-0000-0000-0000000000e1'::uuid, 'a', 'USER'), ('00000000-0000-0000-0000-0000000000e2', 'b', 'ADMIN'))
  m (user_id, workspace, role)
join core.role r on r.name = m.role and r."workspaceId"::text like '%' || m.workspace;

create function pg_temp.claims(p_other jsonb default '{}') returns jsonb language sql as $$
  select '{"workspaceId": "00000000-0000-0000-0000-00000000000a", "role": "USER",
    "sub": "00000000-0000-0000-0000-0000000000e1"}' || p_other
$$;

select results_eq(
  $$ select a.* from core.authorize(pg_temp.claims()) a $$,
  $$ select w.id, w."schemaName", r."databaseRole", 'core_reader', r.name::text, '00000000-0000-0000-0000-0000000000e1'::uuid, m.id, 1::bigint
     from core."userWorkspace" m join core.workspace w on w.id = m."workspaceId" join core.role r on r."workspaceId" = w.id and r.name = 'USER' where w.subdomain = 'acme' $$,
  'a member: their workspace, schema and role');
select results_eq(
  $$ select a."databaseRole", a."settingsRole", a."userId", a."workspaceMemberId" from core.authorize(pg_temp.claims('{"role": "ADMIN"}') - 'sub') a $$,
  $$ select r."databaseRole", 'core_settings', null::uuid, null::uuid from core.role r join core.workspace w on w.id = r."workspaceId"
     where w.subdomain = 'acme' and r.name = 'ADMIN' $$,
  'a token without user, for operators and tests; ADMIN changes settings');
select is((core.authorize(pg_temp.claims('{"role": "MANAGER"}') - 'sub'))."settingsRole", 'core_reader', 'MANAGER does not');

create function pg_temp.refused(p_claims jsonb, p_name text) returns text language sql as $$
  select throws_ok(format('select core.authorize(%L)', p_claims), '28000', 'the token''s claims are not valid', p_name)
$$;
select pg_temp.refused(null, 'no claims');
select pg_temp.refused('{}', 'empty claims');
select pg_temp.refused('[]', 'claims that are no object');
select pg_temp.refused(pg_temp.claims() - 'workspaceId', 'no workspace');
select pg_temp.refused(pg_temp.claims() - 'role', 'no role');
select pg_temp.refused(pg_temp.claims('{"role": "ADMIN"}'), 'another role than the membership''s');
select pg_temp.refused(pg_temp.claims('{"role": "postgres"}') - 'sub', 'a role of Postgres that is none of the workspace');
select pg_temp.refused(pg_temp.claims('{"workspaceId": "00000000-0000-0000-0000-00000000000b"}'), 'another workspace than the membership''s');
select pg_temp.refused(pg_temp.claims('{"workspaceId": "00000000-0000-0000-0000-00000000000c"}') - 'sub', 'a workspace that does not exist');
select pg_temp.refused(pg_temp.claims('{"workspaceId": "'' or true --"}') - 'sub', 'a workspace that is no uuid');
select pg_temp.refused(pg_temp.claims('{"sub": "00000000-0000-0000-0000-0000000000e2"}'), 'a user who is a member elsewhere');
select pg_temp.refused(pg_temp.claims('{"sub": "00000000-0000-0000-0000-0000000000ef"}'), 'a user who does not exist');
select pg_temp.refused(pg_temp.claims('{"sub": ""}'), 'an empty user, which is not a token without one');
select pg_temp.refused(pg_temp.claims('{"sub": "x"}'), 'a user that is no uuid');

-- Each change is undone by the next one.
update core."user" set "deletedAt" = now() where email = 'ada@acme.com';
select pg_temp.refused(pg_temp.claims(), 'a deleted user');
update core."user" set "deletedAt" = null;
update core."userWorkspace" set "deletedAt" = now() where "userId" = '00000000-0000-0000-0000-0000000000e1';
select pg_temp.refused(pg_temp.claims(), 'a deleted membership');
update core."userWorkspace" set "deletedAt" = null;
update core.workspace set "isActivated" = false;
select throws_ok('select core.authorize(pg_temp.claims())', '28000', 'the workspace is switched off', 'a deactivated workspace');
update core.workspace set "isActivated" = true, "deletedAt" = now();
select throws_ok('select core.authorize(pg_temp.claims())', '28000', 'the workspace is switched off', 'a deleted workspace');
update core.workspace set "deletedAt" = null;
select lives_ok('select core.authorize(pg_temp.claims())', 'and all is well again');
