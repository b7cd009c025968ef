/*
 * blueprint_role: workspace
 *
 * Expects: a row of core.role.
 * Returns: the role in the full form of full_role().
 * Test:    test/functions/60-workspace/blueprint_role.tap.sql
 */
create or replace function compiler.blueprint_role(p_role core.role)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $blueprint_role$
begin
  return to_jsonb(p_role) - '{id,workspaceId,databaseRole,createdAt,updatedAt}'::text[] || compiler.blueprint_permissions(p_role);
end;
$blueprint_role$;

comment on function compiler.blueprint_role is 'A role as a blueprint has it, with nothing left out.';

revoke all on function compiler.blueprint_role from public;
