/*
 * has_column_rights: validate -> PLAN -> emit -> apply -> log
 *
 * Whether rights on an object's table are given by column, so that a new column
 * needs new ones: where a field is hidden, where a permission is on a field, or
 * where a role may update but not soft-delete, or the other way round.
 *
 * Expects: an object.
 * Returns: true or false.
 * Test:    test/functions/20-plan/has_column_rights.tap.sql
 */
create or replace function compiler.has_column_rights(p_workspace_id uuid, p_object_id uuid)
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $has_column_rights$
begin
  return compiler.has_hidden_fields(p_object_id)
    or exists (select from core."fieldPermission" p where p."objectMetadataId" = p_object_id)
    or exists (
      select from core.role r
      left join core."objectPermission" p on p."roleId" = r.id and p."objectMetadataId" = p_object_id
      where r."workspaceId" = p_workspace_id
        and coalesce(p."canUpdateObjectRecords", r."canUpdateAllObjectRecords")
          <> coalesce(p."canSoftDeleteObjectRecords", r."canSoftDeleteAllObjectRecords"));
end;
$has_column_rights$;

comment on function compiler.has_column_rights is 'Plan pass: whether rights on an object''s table are given by column.';

revoke all on function compiler.has_column_rights from public;
