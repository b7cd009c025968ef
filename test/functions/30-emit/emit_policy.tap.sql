select plan(10);

create function pg_temp.emitted(p_roles jsonb) returns text language sql as $$
  select compiler.emit_policy(jsonb_populate_record(null::compiler.operation, jsonb_build_object(
    'object_id', '6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'roles', p_roles)), 'workspace_test."order"')
$$;

select is(pg_temp.emitted(roles::jsonb), 'alter table workspace_test."order" enable row level security' || policy, description)
from (values
  ('["role_test_a"]',
   '; create policy workspace_roles_6ba7b8109dad11d180b400c04fd430c8 on workspace_test."order" to role_test_a using (true) with check (true)',
   'a policy for the role'),
  ('["role_b", "role_c", "role_a"]',
   '; create policy workspace_roles_6ba7b8109dad11d180b400c04fd430c8 on workspace_test."order" to role_a, role_b, role_c using (true) with check (true)',
   'one for all roles, in order'),
  ('["r\"; --"]',
   '; create policy workspace_roles_6ba7b8109dad11d180b400c04fd430c8 on workspace_test."order" to "r""; --" using (true) with check (true)',
   'a hostile role is quoted'),
  ('[]', '', 'none where there is no role: default-deny'),
  (null, '', 'none where none is given')
) t (roles, policy, description);

-- What it does.
create schema workspace_test;
create table workspace_test."order" (n int);
create role role_test_a;
create role role_test_b;
grant usage on schema workspace_test to role_test_a, role_test_b;
grant select, insert on workspace_test."order" to role_test_a, role_test_b;
insert into workspace_test."order" values (1);
select lives_ok(pg_temp.emitted('["role_test_a"]'), 'it runs');
select is(
  (select row(relrowsecurity, relforcerowsecurity)::text from pg_class where oid = 'workspace_test."order"'::regclass), '(t,f)',
  'row-level security is enabled and not forced');
select is(
  (select row(polpermissive, polcmd, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))::text
   from pg_policy where polrelid = 'workspace_test."order"'::regclass),
  '(t,*,true,true)', 'the policy is permissive, for all commands, and the constant true');

create function pg_temp.seen_by(p_role name) returns bigint language plpgsql as $$
declare v_count bigint;
begin
  perform set_config('role', p_role, true);
  select count(*) into v_count from workspace_test."order";
  reset role;
  return v_count;
end $$;
select is(pg_temp.seen_by('role_test_a'), 1::bigint, 'the workspace''s role sees the record');
select is(pg_temp.seen_by('role_test_b'), 0::bigint, 'a role of another workspace sees none, even where a GRANT went to it by mistake');
