/*
 * What the compiler is measured against: SQL that a person could have sent.
 */

/** As the owner that the compiler runs as too: a superuser skips every look at privileges. */
export function block(sql: string): string {
  return `do $hand$ begin set local role compiler; ${sql}; end $hand$`;
}

/** A metadata row, written as the compiler's own rows are: nothing compiles it; and its history. */
export function withHistory(workspace: string, row: string): string {
  return `${row};
    with workspace as (
      update core.workspace set "metadataVersion" = "metadataVersion" + 1 where id = '${workspace}'
      returning "metadataVersion" as version
    )
    insert into core."workspaceMigration"
      ("workspaceId", name, migrations, "appliedAt", "isCustom", version, "createdBy")
    select '${workspace}', 'by-hand', '[]', clock_timestamp(), true, version, 'bench' from workspace;
    perform pg_notify('metadata_changed', '${workspace}')`;
}
