/*
 * write_members: validate -> plan -> emit -> APPLY -> log
 *
 * A member of a workspace is a row of core."userWorkspace" and a record of
 * workspaceMember with the same id: who has none gets one, that of a member who
 * goes is soft-deleted, that of one who comes back restored. What a record says
 * is its own from then on.
 *
 * Expects: a workspace that is compiled; ids of memberships that were created,
 *          changed or deleted; those of them that came or went.
 * Raises:  MC805 a field of workspaceMember does not take what a user gives it.
 * Test:    test/functions/40-apply/write_members.tap.sql
 */
create or replace function compiler.write_members(p_workspace_id uuid, p_ids uuid[], p_moved_ids uuid[])
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $write_members$
declare
  v_table   text := format('%I."workspaceMember"', compiler.schema_name(p_workspace_id));
  -- Read first: a statement over core and a workspace's table would not run on a distributed database.
  -- What a user does not have is left out, for the field's default.
  v_members jsonb[] := array(
    select jsonb_strip_nulls(jsonb_build_object('id', m.id, 'firstName', u."firstName", 'lastName', u."lastName",
      'email', case when core.is_email(u.email) then u.email end, 'createdAt', m."createdAt", 'updatedAt', m."createdAt"))
    from core."userWorkspace" m
    join core."user" u on u.id = m."userId"
    where m.id = any (p_ids) and m."workspaceId" = p_workspace_id and m."deletedAt" is null);
  v_member  jsonb;
begin
  foreach v_member in array v_members loop
    execute format('insert into %s as t (%s) select %2$s from jsonb_to_record($1) m '
      '(id uuid, "firstName" text, "lastName" text, email text, "createdAt" timestamptz, "updatedAt" timestamptz) '
      'on conflict (id) do update set "deletedAt" = null where t.id = any ($2)',
      v_table, (select string_agg(quote_ident(k), ', ') from jsonb_object_keys(v_member) k))
    using v_member, p_moved_ids;
  end loop;
  execute format('update %s set "deletedAt" = now() where id = any ($1) and id <> all ($2) and "deletedAt" is null', v_table)
  using p_moved_ids, array(select (m ->> 'id')::uuid from unnest(v_members) m);
exception
  when data_exception or integrity_constraint_violation then
    raise exception 'object "workspaceMember" does not take the record of a member'
      using errcode = 'MC805',
            detail  = format('Postgres says: %s. Of membership %s. Nothing was changed.', sqlerrm, v_member ->> 'id'),
            hint    = 'Change the field of workspaceMember that is in the way (give a defaultValue, or leave isUnique or the '
              'limit out), or the name or address in core."user".';
end;
$write_members$;

comment on function compiler.write_members is 'Apply pass: the records of a workspace''s members.';

revoke all on function compiler.write_members from public;
