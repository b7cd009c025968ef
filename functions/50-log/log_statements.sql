/*
 * log_statements: validate -> plan -> emit -> apply -> LOG
 *
 * Leaves the history row, raises the workspace's version and tells the API.
 *
 * Expects: statements that have run; ids of the metadata rows they stand for.
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
  insert into compiler.compiled (id, workspace_id)
  select id, p_workspace_id from unnest(p_compiled_ids) id;

  update core.workspace
  set "metadataVersion" = "metadataVersion" + 1
  where id = p_workspace_id
  returning "metadataVersion" into v_version;

  insert into core."workspaceMigration"
    ("workspaceId", name, migrations, "appliedAt", "isCustom", version, "createdBy")
  select p_workspace_id,
    lpad(v_version::text, 6, '0') || '-' || lower((p_statements[1]).type),
    jsonb_agg(jsonb_build_object('type', s.type) || s.ids || jsonb_build_object('sql', s.sql) order by s.place),
    clock_timestamp(), p_is_custom, v_version,
    coalesce(nullif(current_setting('jwt.claims.sub', true), ''), session_user)
  from unnest(p_statements) with ordinality s (type, ids, sql, table_name, clause, constraint_clause, remainder, place);

  perform pg_notify('metadata_changed', p_workspace_id::text);
  return v_version;
end;
$log_statements$;

comment on function compiler.log_statements is 'Log pass: history, version, notification.';

revoke all on function compiler.log_statements from public;
