/*
 * after_change_membership: triggers
 *
 * Keeps an administrator in each workspace, and the members' records in step.
 *
 * Expects: transition table changed_rows: of an INSERT the new rows, else the old.
 * Raises:  MC301 no such role, MC804 the last administrator; see open_workspace() and write_members().
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
  -- Here, and not before: the role may have come in the same statement.
  perform compiler.raise_faults(array(
    select row('MC301', 'the membership is of no role',
      format('No role of workspace %s has the id %s.', m."workspaceId", m."roleId"), 'Give the id of one as "roleId".')::compiler.fault
    from changed_rows c
    join core."userWorkspace" m on m.id = c.id
    where m."roleId" is not null and not exists (
      select from core.role r where r.id = m."roleId" and r."workspaceId" = m."workspaceId")));
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
