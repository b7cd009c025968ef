/*
 * derive_changed_permissions: validate -> PLAN -> emit -> apply -> log
 *
 * What the settings of a field say of rights may change: then its permissions do.
 * Settings that say nothing any more leave none.
 *
 * Expects: changes of fields that are valid.
 * Returns: the objects whose rights change.
 * Test:    test/functions/20-plan/derive_changed_permissions.tap.sql
 */
create or replace function compiler.derive_changed_permissions(p_changes compiler.changes)
returns uuid[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $derive_changed_permissions$
declare
  v_fields core."fieldMetadata"[] := array(
    select f.next from unnest(p_changes.fields) f
    where (f.next).id is not null
      and ((f.next).settings -> 'permissions', (f.next).settings -> 'accessLevel')
        is distinct from ((f.previous).settings -> 'permissions', (f.previous).settings -> 'accessLevel'));
begin
  delete from core."fieldPermission" p where p."fieldMetadataId" in (select f.id from unnest(v_fields) f);
  perform compiler.derive_field_permissions(v_fields);
  return array(select distinct f."objectMetadataId" from unnest(v_fields) f);
end;
$derive_changed_permissions$;

comment on function compiler.derive_changed_permissions is 'Plan pass: writes the permissions that fields'' settings say now.';

revoke all on function compiler.derive_changed_permissions from public;
