/*
 * before_change_membership: triggers
 *
 * Locks the workspace: of two sessions that each remove one of two
 * administrators, the second has to see what the first did.
 *
 * Raises:  55P03 busy; MC301 a member without a role or user, MC401 without a
 *          workspace, MC501 another user, workspace or id.
 * Test:    test/functions/80-triggers/before_change_membership.tap.sql
 */
create or replace function compiler.before_change_membership()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $before_change_membership$
begin
  if tg_op = 'INSERT' then
    perform compiler.raise_faults(array(
      select f from (values
        (new."workspaceId", row('MC401', 'the membership is of no workspace', '"workspaceId" is null.',
          'Give the id of a workspace as "workspaceId".')::compiler.fault),
        (new."userId", row('MC301', 'the membership is of no user', '"userId" is null.', 'Give the id of a user as "userId".')::compiler.fault)
      ) given (id, f) where id is null));
    new.id := coalesce(new.id, gen_random_uuid());
  end if;
  perform compiler.lock_workspace(case tg_op when 'INSERT' then new."workspaceId" else old."workspaceId" end);
  if tg_op = 'UPDATE' and (new.id, new."userId", new."workspaceId") is distinct from (old.id, old."userId", old."workspaceId") then
    raise exception 'what identifies a membership does not change'
      using errcode = 'MC501',
            detail  = format('Membership %s.', old.id),
            hint    = 'Change its role, or delete it and create another.';
  end if;
  if tg_op <> 'DELETE' and new."roleId" is null and new."deletedAt" is null then
    raise exception 'the membership is of no role'
      using errcode = 'MC301',
            detail  = case when tg_op = 'UPDATE' then format('Membership %s. The role of a former member may be deleted.', old.id)
              else '"roleId" is null.' end,
            hint    = 'Give the id of a role of this workspace as "roleId".';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  new."createdAt" := coalesce(new."createdAt", now());
  new."updatedAt" := coalesce(new."updatedAt", now());
  return new;
end;
$before_change_membership$;

comment on function compiler.before_change_membership is 'Trigger function: keeps what identifies a membership.';

revoke all on function compiler.before_change_membership from public;
