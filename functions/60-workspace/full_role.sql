/*
 * full_role: workspace
 *
 * A role of a blueprint with everything said that a blueprint may leave out:
 * what standard_blueprint() says of a role of that name, else what a new row of
 * core.role gets.
 *
 * Expects: a valid role of a blueprint.
 * Returns: { name, description, canUpdateAllSettings, canReadAllObjectRecords, … }.
 * Test:    test/functions/60-workspace/full_role.tap.sql
 */
create or replace function compiler.full_role(p_role jsonb)
returns jsonb
language plpgsql
immutable parallel safe
security invoker
set search_path = pg_catalog, pg_temp
as $full_role$
begin
  return '{"description": null, "canUpdateAllSettings": false, "canReadAllObjectRecords": true,
      "canUpdateAllObjectRecords": true, "canSoftDeleteAllObjectRecords": true, "canDestroyAllObjectRecords": false,
      "objectPermissions": [], "fieldPermissions": [], "rowPermissions": []}'::jsonb
    || coalesce((
      select r.role
      from jsonb_array_elements(compiler.standard_blueprint() -> 'roles') r (role)
      where r.role -> 'name' = p_role -> 'name'), '{}')
    || p_role;
end;
$full_role$;

comment on function compiler.full_role is 'A role of a blueprint with all defaults filled in.';

revoke all on function compiler.full_role from public;
