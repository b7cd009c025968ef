/*
 * has_hidden_fields: validate -> PLAN -> emit -> apply -> log
 *
 * Expects: an object's id.
 * Returns: whether one of its columns gives no rights: that of an inactive field,
 *          or of a deleted one that is kept.
 * Test:    test/functions/20-plan/has_hidden_fields.tap.sql
 */
create or replace function compiler.has_hidden_fields(p_object_id uuid)
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $has_hidden_fields$
begin
  return exists (
      select from core."fieldMetadata" f
      where f."objectMetadataId" = p_object_id and not f."isActive" and compiler.has_column(f.type, f.settings))
    or exists (
      select from compiler.deleted d
      join core."objectMetadata" o on o.id = d.object_id and o."workspaceId" = d.workspace_id
      where d.object_id = p_object_id and d.kind = 'FIELD'
        and compiler.has_column(d.definition ->> 'type', d.definition -> 'settings'));
end;
$has_hidden_fields$;

comment on function compiler.has_hidden_fields is 'Plan pass: whether one of an objects columns gives no rights.';

revoke all on function compiler.has_hidden_fields from public;
