/*
 * after_change_membership: triggers
 *
 * Keeps an administrator in each workspace, and the members' records in step.
 *
 * Expects: transition table changed_rows: of an INSERT the new rows, else the old.
 * Raises:  MC804 the last administrator; see open_workspace().
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
  if tg_op <> 'INSERT' then
    perform compiler.raise_faults(compiler.validate_admins(array(
      select c."workspaceId" from changed_rows c
      join core.role r on r.id = c."roleId" and r.name = 'ADMIN'
      join core."user" u on u.id = c."userId" and u."deletedAt" is null
      where c."deletedAt" is null)));
  end if;
  for v_touched in
    select c."workspaceId" as workspace_id, array_agg(c.id) as ids
    from changed_rows c
    group by c."workspaceId"
    order by c."workspaceId"
  loop
    -- It may have come in the same statement.
    if not exists (select from compiler.compiled c where c.id = v_touched.workspace_id) then
      perform compiler.open_workspace(v_touched.workspace_id);
    end if;
    perform compiler.write_members(v_touched.workspace_id, v_touched.ids);
  end loop;
  return null;
end;
$after_change_membership$;

comment on function compiler.after_change_membership is 'Trigger function: keeps administrators and members'' records.';

revoke all on function compiler.after_change_membership from public;
