/*
 * Row-level security of the control plane: the guide's predicate on the claim.
 * core.current_workspace_id() is a repeatable function, which a migration may
 * not call: hence the setting is read here as that function reads it.
 */
set local role compiler;

alter table core.workspace enable row level security;
alter table core."user" enable row level security;
alter table core.role enable row level security;
alter table core."userWorkspace" enable row level security;
alter table core."objectMetadata" enable row level security;
alter table core."fieldMetadata" enable row level security;
alter table core."relationMetadata" enable row level security;
alter table core."workspaceMigration" enable row level security;

create policy "workspace_self_isolation" on core.workspace
  using (id = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
create policy "role_workspace_isolation" on core.role
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
create policy "membership_workspace_isolation" on core."userWorkspace"
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
create policy "workspace_isolation_policy" on core."objectMetadata"
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
create policy "field_workspace_isolation" on core."fieldMetadata"
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
create policy "relation_workspace_isolation" on core."relationMetadata"
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
create policy "migration_workspace_isolation" on core."workspaceMigration"
  using ("workspaceId" = nullif(current_setting('app.current_workspace_id', true), '')::uuid);
-- A user is seen by the workspaces they are a member of; the subquery is under the policy above.
create policy "user_workspace_isolation" on core."user"
  using (exists (select from core."userWorkspace" m where m."userId" = "user".id));

grant select on all tables in schema core to core_reader, core_settings;
grant insert, update, delete on core."objectMetadata", core."fieldMetadata", core."relationMetadata" to core_settings;
grant update ("displayName", "domainName", "subdomain", "isActivated") on core.workspace to core_settings;

reset role;
