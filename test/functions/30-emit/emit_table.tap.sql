select plan(23);

create function pg_temp.emitted(p_changes jsonb) returns compiler.statement language sql as $$
  select compiler.emit_table(jsonb_populate_record(null::compiler.operation, '{
    "type": "CREATE_OBJECT", "table_name": "orderItem", "object_id": "00000000-0000-4000-8000-000000000003",
    "roles": ["role_test_user"], "grants": [{"privileges": {"select": null, "insert": null, "update": null}, "roles": ["role_test_user"]}], "comment": "@plural orderItems"}' || p_changes),
    'workspace_test')
$$;
create temp table part as select
  'id uuid constraint pk_00000000000040008000000000000003 primary key default gen_random_uuid(), '
  '"createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now(), '
  '"deletedAt" timestamptz, "position" double precision not null default 0' as columns,
  'create trigger set_updated_at before update on workspace_test."orderItem" for each row '
  'when (current_user <> ''compiler'') execute function core.set_updated_at()' as trigger,
  'alter table workspace_test."orderItem" enable row level security' as security,
  '; create policy workspace_roles_00000000000040008000000000000003 on workspace_test."orderItem" to role_test_user '
  'using (true) with check (true)' as policy,
  '; grant select, insert, update on workspace_test."orderItem" to role_test_user' as grants,
  '; comment on table workspace_test."orderItem" is ''@plural orderItems''' as comment;

select is((pg_temp.emitted('{}')).sql,
  format('create table workspace_test."orderItem" (%s); %s; %s%s%s%s', columns, trigger, security, policy, grants, comment),
  'the table, its trigger, row-level security, rights, comment') from part;
select is((pg_temp.emitted('{}')).clause, columns, 'for merging: the columns') from part;
select is((pg_temp.emitted('{}')).remainder, format('%s; %s%s%s%s', trigger, security, policy, grants, comment), 'and what follows the table')
from part;
select is((pg_temp.emitted('{"grants": [], "roles": []}')).remainder, format('%s; %s%s', trigger, security, comment),
  'no role, no policy and no GRANT, but row-level security') from part;
select is((pg_temp.emitted('{}')).type, 'CREATE_OBJECT', 'the log shows the operation''s type');
select is((pg_temp.emitted('{}')).ids, '{"objectId": "00000000-0000-4000-8000-000000000003"}', 'and the object''s id');
select is((pg_temp.emitted('{}')).table_name, 'workspace_test."orderItem"', 'and its table');
select is(
  (compiler.emit_table(jsonb_populate_record(null::compiler.operation, '{
    "table_name": "t\"; --", "object_id": "00000000-0000-4000-8000-000000000003", "comment": "it''s \\"}'), 's"')).sql,
  replace(replace(format('create table workspace_test."orderItem" (%s); %s; %s%s', columns, trigger, security, comment),
    'workspace_test."orderItem"', '"s"""."t""; --"'), '''@plural orderItems''', 'E''it''''s \\'''),
  'hostile names and texts are quoted') from part;

-- What it does, with the compiler as owner.
create role role_test_user;
create role role_test_other;
set local role compiler;
create schema workspace_test;
grant usage on schema workspace_test to role_test_user, role_test_other;
do $$ begin execute (pg_temp.emitted('{}')).sql; end $$;
reset role;

select is(
  array(select format('%s %s%s%s', attname, format_type(atttypid, atttypmod), case when attnotnull then ' not null' end,
      ' default ' || pg_get_expr(adbin, adrelid))
    from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where attrelid = 'workspace_test."orderItem"'::regclass and attnum > 0 order by attnum),
  array['id uuid not null default gen_random_uuid()', 'createdAt timestamp with time zone not null default now()',
    'updatedAt timestamp with time zone not null default now()', 'deletedAt timestamp with time zone',
    'position double precision not null default 0'],
  'the guide''s columns');
select is(
  (select row(relrowsecurity, relforcerowsecurity, relowner::regrole, relpersistence)::text
   from pg_class where oid = 'workspace_test."orderItem"'::regclass), '(t,f,compiler,p)',
  'row-level security enabled, not forced; an ordinary table of the compiler');
select is(
  array(select conname::text from pg_constraint where conrelid = 'workspace_test."orderItem"'::regclass and contype <> 'n'),
  '{pk_00000000000040008000000000000003}', 'the primary key is named after the object''s id');
select is_empty($$ select 1 from pg_class where relnamespace = 'workspace_test'::regnamespace and relkind = 'S' $$, 'no sequence');
select is(
  -- All rights that this server knows: 17 brought one more.
  array(select privilege_type from aclexplode(acldefault('r', 10))
    where has_table_privilege('role_test_user', 'workspace_test."orderItem"', privilege_type) order by 1),
  '{INSERT,SELECT,UPDATE}', 'the role has the rights that are listed, and no other');
select ok(not has_table_privilege('role_test_other', 'workspace_test."orderItem"', 'select'), 'another role has none');
select is(obj_description('workspace_test."orderItem"'::regclass, 'pg_class'), '@plural orderItems', 'the comment is as given');

-- As the workspace's role; the trigger is the one thing that tells it from the compiler.
create function pg_temp.run_as(p_role name, p_sql text) returns text language plpgsql as $$
begin
  perform set_config('role', p_role, true);
  execute p_sql;
  reset role;
  return null;
exception when others then
  return sqlstate;
end $$;
select is(pg_temp.run_as('role_test_user', $$ insert into workspace_test."orderItem" ("updatedAt") values ('2000-01-01Z') $$), null,
  'the role inserts');
select is(pg_temp.run_as('compiler', 'update workspace_test."orderItem" set "position" = 1'), null, 'the compiler rewrites');
select is((select row("position", "updatedAt" = '2000-01-01Z')::text from workspace_test."orderItem"), '(1,t)',
  'which leaves updatedAt alone');
select is(pg_temp.run_as('role_test_user', 'update workspace_test."orderItem" set "position" = 2'), null, 'the role updates');
select is((select row("position", "updatedAt" = now())::text from workspace_test."orderItem"), '(2,t)', 'which sets updatedAt');
select is(pg_temp.run_as('role_test_user', 'delete from workspace_test."orderItem"'), '42501', 'it may not delete');
select is(pg_temp.run_as('role_test_user', 'truncate workspace_test."orderItem"'), '42501', 'nor truncate');
select is(pg_temp.run_as('role_test_other', 'table workspace_test."orderItem"'), '42501', 'another role may not read');
