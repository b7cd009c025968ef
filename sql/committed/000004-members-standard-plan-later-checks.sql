--! Previous: sha1:817bd559c47a1302ebb60e133e531659641123dd
--! Hash: sha1:defe804b5511092511f33c9e1e1d5cadb55cb22a
--! Message: members, standard plan, later checks

--! split: 10-members.sql
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

--! split: 20-standard-plan.sql
/*
 * What the standard objects compile to is the same for every workspace but for ids
 * and the name of the schema: it is kept once it is known.
 */
set local role compiler;

create table if not exists compiler.standard_plan (
  id bigint generated always as identity primary key,
  functions text not null,
  pieces text[] not null,
  holes integer[] not null,
  id_count integer not null
);
comment on table compiler.standard_plan is
  'The rows and statements of the standard objects, as text with holes for ids and the schema, by the functions that made them.';

reset role;

--! split: 30-later-checks.sql
/*
 * Two roles may swap their names in one UPDATE, as objects and fields may. What a
 * membership leads to is looked at by a trigger, whose message says more than the
 * foreign keys', which therefore come later.
 */
set local role compiler;

alter table core.role drop constraint if exists "role_name_workspaceId_key";
alter table core.role add constraint "role_name_workspaceId_key" unique (name, "workspaceId") deferrable initially deferred;
alter table core."userWorkspace" alter constraint "userWorkspace_userId_fkey" deferrable initially deferred;
alter table core."userWorkspace" alter constraint "userWorkspace_workspaceId_fkey" deferrable initially deferred;

reset role;
