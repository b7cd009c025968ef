/*
 * A former member may have no role: one that nobody has any more can be deleted.
 * The role of a member is looked at by a trigger, whose message says more than the
 * foreign key's, which therefore comes later.
 *
 * Members from before members had records get theirs. It takes locks on the tables
 * of all workspaces that have members: of thousands, raise max_locks_per_transaction.
 */
set local role compiler;

alter table core."userWorkspace" alter column "roleId" drop not null;
alter table core."userWorkspace" drop constraint if exists "userWorkspace_role";
alter table core."userWorkspace" add constraint "userWorkspace_role" check ("roleId" is not null or "deletedAt" is not null);
alter table core."userWorkspace" alter constraint "userWorkspace_roleId_workspaceId_fkey" deferrable initially deferred;
comment on column core."userWorkspace"."roleId" is 'Null of a former member whose role is deleted.';

do $members$
declare
  v_workspace record;
begin
  for v_workspace in
    select w.id, to_regclass(format('%I."workspaceMember"', w."schemaName")) as members
    from core.workspace w
    where exists (select from core."userWorkspace" m where m."workspaceId" = w.id and m."deletedAt" is null)
      and to_regclass(format('%I."workspaceMember"', w."schemaName")) is not null
    order by w.id
  loop
    begin
      execute format($insert$
        insert into %s (id, "firstName", "lastName", email, "createdAt", "updatedAt")
        select m.id, m."firstName", m."lastName", m.email, m."createdAt", m."createdAt"
        from jsonb_to_recordset($1) m (id uuid, "firstName" text, "lastName" text, email text, "createdAt" timestamptz)
        on conflict (id) do nothing $insert$, v_workspace.members)
      using (
        select jsonb_agg(jsonb_build_object('id', m.id, 'firstName', u."firstName", 'lastName', u."lastName", 'createdAt', m."createdAt",
          'email', case when length(u.email) <= 254 and u.email !~ '^\.|\.\.|\.@'
            and u.email !~ '[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]'
            and u.email ~ '^[^@"(),:;<>\[\]\\]+@[^@"(),:;<>\[\]\\.]+(\.[^@"(),:;<>\[\]\\.]+)+$' then u.email end))
        from core."userWorkspace" m
        join core."user" u on u.id = m."userId"
        where m."workspaceId" = v_workspace.id and m."deletedAt" is null);
    exception
      when data_exception or integrity_constraint_violation then
        -- One workspace does not hold up all others; its members are as they were, until their rows change.
        raise warning 'object "workspaceMember" of workspace % does not take the records of its members: %', v_workspace.id, sqlerrm;
    end;
  end loop;
end
$members$;

reset role;
