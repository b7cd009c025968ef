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
