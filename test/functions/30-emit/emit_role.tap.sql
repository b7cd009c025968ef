select plan(14);

create function pg_temp.emitted(p_name text, p_schema text, p_type text default 'CREATE_ROLE') returns compiler.statement language sql as $$
  select compiler.emit_role(jsonb_populate_record(null::compiler.operation, jsonb_build_object(
    'type', p_type, 'name', p_name, 'role_id', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')), p_schema)
$$;

select is(
  (pg_temp.emitted('role_6ba7', 'workspace_1a2b')).sql,
  'create role role_6ba7 nologin noinherit role api; grant usage on schema workspace_1a2b to role_6ba7',
  'CREATE ROLE and the right to its own schema');
select is(
  (pg_temp.emitted('r"; --', 's"; --')).sql,
  'create role "r""; --" nologin noinherit role api; grant usage on schema "s""; --" to "r""; --"',
  'hostile names are quoted');
select is((pg_temp.emitted('r', 's')).type, 'CREATE_ROLE', 'the log shows the operation''s type');
select is((pg_temp.emitted('r', 's')).ids, '{"roleId": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}', 'and the role''s id');

create schema workspace_test;
select lives_ok((pg_temp.emitted('role_test', 'workspace_test')).sql, 'it runs');
select is(
  (select row(rolcanlogin, rolinherit, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls)::text from pg_roles where rolname = 'role_test'),
  '(f,f,f,f,f,f)', 'the role has no attribute at all');
select ok(
  has_schema_privilege('role_test', 'workspace_test', 'usage') and not has_schema_privilege('role_test', 'workspace_test', 'create'),
  'it may use its schema and create nothing there');
select is(
  (select row(inherit_option, set_option, admin_option)::text from pg_auth_members where roleid = 'role_test'::regrole and member = 'api'::regrole),
  '(f,t,f)', 'the API''s login role may become it, and inherits nothing');
select is_empty(
  $$ select roleid::regrole from pg_auth_members where member = 'role_test'::regrole $$, 'it is a member of no role');

create table workspace_test.t (c text);
grant select, update (c) on workspace_test.t to role_test;
select is((pg_temp.emitted('r"', 's"', 'DELETE_ROLE')).sql, 'revoke all on all tables in schema "s""" from "r"""; revoke all on schema "s""" from "r"""; '
  'do ''begin drop role "r"""; exception when dependent_objects_still_exist then null; end''', 'one that goes gives back its rights');
create table elsewhere (c text);
grant select on elsewhere to role_test;
select lives_ok((pg_temp.emitted('role_test', 'workspace_test', 'DELETE_ROLE')).sql, 'where something else still uses it');
select has_role('role_test', 'it stays');
drop table elsewhere;
do $$ begin execute (pg_temp.emitted('role_test', 'workspace_test', 'DELETE_ROLE')).sql; end $$;
select hasnt_role('role_test', 'else it goes');
select is((pg_temp.emitted('r', 's', 'UPDATE_ROLE')).sql, '', 'a new name has nothing to run');
