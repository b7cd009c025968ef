-- The flags of a workspace's roles, as rights on a table.
select plan(5);

create function pg_temp.grants() returns jsonb language sql as
  $$ select compiler.plan_grants('00000000-0000-0000-0000-00000000000a') $$;
insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'),
  ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
-- The roles of this database are named after ids; here by their name, to compare.
set local role compiler;
update core.role set "databaseRole" = lower(name) where "workspaceId" = '00000000-0000-0000-0000-00000000000a';
reset role;

select is(pg_temp.grants(), '[
  {"privileges": {"select": null, "insert": null, "update": null}, "roles": ["user"]},
  {"privileges": {"select": null, "insert": null, "update": null, "delete": null}, "roles": ["admin", "manager"]}]'::jsonb,
  'the roles of a new workspace; those with equal rights share one GRANT');
select unalike(pg_temp.grants()::text, '%role\_%', 'roles of other workspaces get nothing');

set local role compiler;
update core.role set "canReadAllObjectRecords" = false, "canUpdateAllObjectRecords" = false,
  "canDestroyAllObjectRecords" = name = 'ADMIN' where "databaseRole" in ('admin', 'user');
reset role;
select is(pg_temp.grants(), '[
  {"privileges": {"delete": null}, "roles": ["admin"]},
  {"privileges": {"select": null, "insert": null, "update": null, "delete": null}, "roles": ["manager"]}]'::jsonb, 'each flag by itself; who has none is left out');

set local role compiler;
update core.role set "canReadAllObjectRecords" = false, "canUpdateAllObjectRecords" = false,
  "canDestroyAllObjectRecords" = false where "workspaceId" = '00000000-0000-0000-0000-00000000000a';
reset role;
select is(pg_temp.grants(), '[]'::jsonb, 'no flag at all');
select is(compiler.plan_grants('00000000-0000-0000-0000-00000000000f'), '[]'::jsonb, 'no such workspace');
