/*
 * authorize: security
 *
 * The database derives role and schema from a token's claims: nothing outside
 * it ever chooses either, so that claim and role cannot disagree.
 *
 * A token without "sub" is for operators and tests; the API's key signed it too.
 * With "sub", the user's membership must give the claimed role at this moment.
 *
 * Expects: verified claims: "workspaceId", "role" (its name there), "sub".
 * Returns: one row: the workspace, its schema and metadata version, the role
 *          that reads and writes its records ("databaseRole") and the one that
 *          acts on the control plane ("settingsRole"); the user and their
 *          workspace member, null without "sub".
 * Raises:  28000 whatever does not match, without saying which.
 * Test:    test/functions/70-security/authorize.tap.sql
 */
create or replace function core.authorize(
  p_claims jsonb,
  out "workspaceId" uuid, out "schemaName" text, out "databaseRole" text, out "settingsRole" text,
  out "roleName" text, out "userId" uuid, out "workspaceMemberId" uuid, out "metadataVersion" bigint)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $authorize$
declare
  -- Assigned first: within the query a planner may fold the cast before the test guards it.
  v_workspace_id uuid := case
    when pg_input_is_valid(p_claims ->> 'workspaceId', 'uuid') then (p_claims ->> 'workspaceId')::uuid end;
  v_user_id uuid := case
    when pg_input_is_valid(p_claims ->> 'sub', 'uuid') then (p_claims ->> 'sub')::uuid end;
  v_role_id uuid;
begin
  -- Two queries: one over all four tables with left joins took half as long again, at each request.
  select w.id, w."schemaName", r."databaseRole",
    case when r."canUpdateAllSettings" then 'core_settings' else 'core_reader' end,
    r.id, r.name, w."metadataVersion"
  into "workspaceId", "schemaName", "databaseRole", "settingsRole", v_role_id, "roleName", "metadataVersion"
  from core.workspace w
  join core.role r on r."workspaceId" = w.id and r.name = p_claims ->> 'role'
  where w.id = v_workspace_id and w."isActivated" and w."deletedAt" is null;

  if p_claims ->> 'sub' is not null then
    select u.id, m.id into "userId", "workspaceMemberId"
    from core."userWorkspace" m
    join core."user" u on u.id = m."userId" and u."deletedAt" is null
    where m."userId" = v_user_id and m."workspaceId" = v_workspace_id and m."roleId" = v_role_id
      and m."deletedAt" is null;
  end if;

  if "workspaceId" is null and exists (
    select from core.workspace w where w.id = v_workspace_id and (not w."isActivated" or w."deletedAt" is not null)
  ) then
    raise exception 'the workspace is switched off'
      using errcode = '28000',
            detail  = 'It is deactivated or deleted.',
            hint    = 'Ask whoever runs it to activate it again.';
  elsif "workspaceId" is null or (p_claims ->> 'sub' is not null and "workspaceMemberId" is null) then
    raise exception 'the token''s claims are not valid'
      using errcode = '28000',
            detail  = 'Workspace, user, membership and role must exist, be active and match.',
            hint    = 'Sign in again.';
  end if;
end;
$authorize$;

comment on function core.authorize is 'What a token''s claims allow: workspace, schema, roles. For the API''s login role alone.';

revoke all on function core.authorize from public;
grant execute on function core.authorize to api;
