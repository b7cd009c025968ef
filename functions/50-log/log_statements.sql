/*
 * log_statements: validate -> plan -> emit -> apply -> LOG
 *
 * Leaves the history row, raises the workspace's version and tells the API.
 *
 * Expects: statements that have run, none for a field that is nothing in the catalog; ids of the metadata rows they stand for.
 * Returns: the workspace's new version.
 * Test:    test/functions/50-log/log_statements.tap.sql
 */
create or replace function compiler.log_statements(
  p_workspace_id uuid, p_statements compiler.statement[], p_compiled_ids uuid[], p_is_custom boolean)
returns bigint
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $log_statements$
declare
  v_version bigint;
begin
  perform compiler.mark_compiled(p_workspace_id, p_compiled_ids);
  -- One statement rather than three: each costs its start.
  with workspace as (
    update core.workspace
    set "metadataVersion" = "metadataVersion" + 1
    where id = p_workspace_id
    returning "metadataVersion" as version
  )
  insert into core."workspaceMigration"
    ("workspaceId", name, migrations, "appliedAt", "isCustom", version, "createdBy")
  select p_workspace_id, lpad(w.version::text, 6, '0') || '-' || lower(coalesce((p_statements[1]).type, 'UPDATE_FIELD')),
    coalesce(m.migrations, '[]'),
    clock_timestamp(), p_is_custom, w.version, coalesce(nullif(current_setting('jwt.claims.sub', true), ''), session_user)
  from workspace w,
    (select jsonb_agg(jsonb_build_object('type', s.type) || s.ids || jsonb_build_object('sql', s.sql)) as migrations
     from unnest(p_statements) s) m
  returning version into strict v_version;

  perform pg_notify('metadata_changed', p_workspace_id::text);
  return v_version;
end;
$log_statements$;

comment on function compiler.log_statements is 'Log pass: history, version, notification.';

revoke all on function compiler.log_statements from public;
