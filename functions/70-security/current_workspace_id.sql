/*
 * current_workspace_id: security
 *
 * The workspace that scopes the session: the guide's setting.
 *
 * Returns: app.current_workspace_id, or null when it is not set.
 * Raises:  22P02 when it is set to something that is not a uuid.
 * Test:    test/functions/70-security/current_workspace_id.tap.sql
 */
create or replace function core.current_workspace_id()
returns uuid
language sql
stable parallel safe
security invoker
return nullif(current_setting('app.current_workspace_id', true), '')::uuid;

comment on function core.current_workspace_id is 'The workspace that scopes this session (app.current_workspace_id), or null.';

grant execute on function core.current_workspace_id to public;
