/*
 * touches_rights: validate -> PLAN -> emit -> apply -> log
 *
 * Asked before what is asked of few changes: one query rather than several.
 *
 * Expects: changes of objects and fields.
 * Returns: whether rights or policies may follow: what a field's settings say of
 *          rights, a relation that cascades, a row permission on the object.
 * Test:    test/functions/20-plan/touches_rights.tap.sql
 */
create or replace function compiler.touches_rights(p_changes compiler.changes)
returns boolean
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $touches_rights$
begin
  return exists (
    select from unnest(p_changes.fields) f
    where (f.next).settings ?| '{permissions,accessLevel}' or (f.previous).settings ?| '{permissions,accessLevel}'
      or (f.next).settings ->> 'onDelete' = 'CASCADE'
      or exists (select from core."rowPermission" p where p."objectMetadataId" = (f.previous)."objectMetadataId"));
end;
$touches_rights$;

comment on function compiler.touches_rights is 'Plan pass: whether changes may concern rights.';

revoke all on function compiler.touches_rights from public;
