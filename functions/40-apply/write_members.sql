/*
 * write_members: validate -> plan -> emit -> APPLY -> log
 *
 * A member of a workspace is a row of core."userWorkspace" and a record of
 * workspaceMember with the same id: new members get theirs, former ones are
 * soft-deleted, those who come back restored. What a record says is its own from
 * then on.
 *
 * Expects: a workspace that is compiled; ids of memberships that were created,
 *          changed or deleted.
 * Raises:  MC805 the object asks something of its records that a new one has not.
 * Test:    test/functions/40-apply/write_members.tap.sql
 */
create or replace function compiler.write_members(p_workspace_id uuid, p_ids uuid[])
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $write_members$
declare
  v_table   text := format('%I."workspaceMember"', compiler.schema_name(p_workspace_id));
  -- Read first: a statement over core and a workspace's table would not run on a distributed database.
  v_members jsonb := (
    select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'firstName', u."firstName", 'lastName', u."lastName",
      'email', case when core.is_email(u.email) then u.email end, 'createdAt', m."createdAt")), '[]')
    from core."userWorkspace" m
    join core."user" u on u.id = m."userId"
    where m.id = any (p_ids) and m."workspaceId" = p_workspace_id and m."deletedAt" is null);
begin
  execute format('insert into %s (id, "firstName", "lastName", email, "createdAt", "updatedAt") '
    'select m.id, m."firstName", m."lastName", m.email, m."createdAt", m."createdAt" '
    'from jsonb_to_recordset($1) m (id uuid, "firstName" text, "lastName" text, email text, "createdAt" timestamptz) '
    'on conflict (id) do update set "deletedAt" = null', v_table)
  using v_members;
  execute format('update %s set "deletedAt" = now() where id = any ($1) and "deletedAt" is null and not $2 @> jsonb_build_array(jsonb_build_object(''id'', id))',
    v_table)
  using p_ids, v_members;
exception
  when integrity_constraint_violation or data_exception then
    raise exception 'a member has no record that object "workspaceMember" would take'
      using errcode = 'MC805',
            detail  = format('%s: %s. Nothing was changed.', v_table, sqlerrm),
            hint    = 'Change that field: give it a default, or let it be null, not unique, or long enough. Then try again.';
end;
$write_members$;

comment on function compiler.write_members is 'Apply pass: the records of a workspace''s members.';

revoke all on function compiler.write_members from public;
