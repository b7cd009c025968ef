/*
 * enter_metadata: security
 *
 * The first statement of every transaction of the API on
 * the control plane of the claimed workspace: what core.authorize() derives
 * from the claims becomes the transaction's role, search_path and settings.
 *
 * SET LOCAL rather than set_config(): a distributed database sends only the
 * former to its workers. No search_path clause of its own: it would undo the
 * one set here; hence every name is qualified. A definer cannot set "role".
 *
 * Expects: verified claims; to be called by the API's login role.
 * Returns: the row of core.authorize(), so that the caller need not ask twice.
 * Raises:  28000, see core.authorize().
 * Test:    test/functions/70-security/enter_metadata.tap.sql
 */
-- lint: no search_path, because this function sets the transaction's
-- lint: dynamic SQL, because SET LOCAL takes no parameters
create or replace function core.enter_metadata(p_claims jsonb)
returns jsonb
language plpgsql
volatile
security invoker
as $enter_metadata$
declare
  -- Assigned, not selected: that would be a query.
  v_granted record := core.authorize(p_claims);
begin
  execute pg_catalog.format(
    'set local role = %L; '
    'set local app.current_workspace_id = %L; '
    'set local app.current_workspace_member_id = %L; '
    'set local jwt.claims.sub = %L; '
    'set local jwt.claims."workspaceId" = %L; '
    'set local jwt.claims.role = %L',
    v_granted."settingsRole", v_granted."workspaceId", coalesce(v_granted."workspaceMemberId"::pg_catalog.text, ''),
    coalesce(v_granted."userId"::pg_catalog.text, ''),
    v_granted."workspaceId", v_granted."roleName");
  set local search_path = pg_temp;
  return pg_catalog.to_jsonb(v_granted);
end;
$enter_metadata$;

comment on function core.enter_metadata is 'Scopes the transaction to the control plane of the claimed workspace, by a token''s claims.';

revoke all on function core.enter_metadata from public;
grant execute on function core.enter_metadata to api;
