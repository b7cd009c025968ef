/*
 * after_change_membership: triggers
 *
 * Keeps an administrator in each workspace, and the members' records in step.
 *
 * Expects: transition table changed_rows: of an INSERT the new rows, else the old.
 * Raises:  MC301 no such role or user, MC401 no such workspace, MC804 the last administrator; see open_workspace() and write_members().
 * Test:    test/functions/80-triggers/after_change_membership.tap.sql
 */
create or replace function compiler.after_change_membership()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $after_change_membership$
declare
  v_touched record;
begin
  -- Here, and not before: what it leads to may have come in the same statement.
  perform compiler.raise_faults(array(
    select f.fault
    from changed_rows c
    join core."userWorkspace" m on m.id = c.id
    left join core.workspace w on w.id = m."workspaceId"
    cross join lateral (values
      (w.id is null, row('MC401', 'the membership is of no workspace',
        format('No workspace has the id %s.', m."workspaceId"), 'Give the id of one as "workspaceId".')::compiler.fault),
      (not exists (select from core."user" u where u.id = m."userId"), row('MC301', 'the membership is of no user',
        format('No user has the id %s.', m."userId"), 'Give the id of one as "userId".')::compiler.fault),
      (w.id is not null and m."roleId" is not null and not exists (
          select from core.role r where r.id = m."roleId" and r."workspaceId" = m."workspaceId"),
        row('MC301', 'the membership is of no role',
          format('No role of workspace %s has the id %s.', m."workspaceId", m."roleId"), 'Give the id of one as "roleId".')::compiler.fault)
    ) f (is_wrong, fault)
    where f.is_wrong));
  if tg_op <> 'INSERT' then
    perform compiler.raise_faults(compiler.validate_admins(array(
      select c."workspaceId" from changed_rows c
      join core.role r on r.id = c."roleId" and r.name = 'ADMIN'
      join core."user" u on u.id = c."userId" and u."deletedAt" is null
      where c."deletedAt" is null)));
  end if;
  for v_touched in
    select c."workspaceId" as workspace_id, array_agg(c.id) as ids,
      coalesce(array_agg(c.id) filter (where tg_op <> 'UPDATE' or (c."deletedAt" is null) <> (m."deletedAt" is null)), '{}') as moved_ids
    from changed_rows c
    left join core."userWorkspace" m on m.id = c.id
    group by c."workspaceId"
    order by c."workspaceId"
  loop
    -- It may have come in the same statement.
    if not exists (select from compiler.compiled c where c.id = v_touched.workspace_id) then
      perform compiler.open_workspace(v_touched.workspace_id);
    end if;
    perform compiler.write_members(v_touched.workspace_id, v_touched.ids, v_touched.moved_ids);
  end loop;
  return null;
end;
$after_change_membership$;

comment on function compiler.after_change_membership is 'Trigger function: keeps administrators and members'' records.';

revoke all on function compiler.after_change_membership from public;
