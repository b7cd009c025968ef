/*
 * Two roles may swap their names in one UPDATE, as objects and fields may.
 */
set local role compiler;

alter table core.role drop constraint if exists "role_name_workspaceId_key";
alter table core.role add constraint "role_name_workspaceId_key" unique (name, "workspaceId") deferrable initially deferred;

reset role;
