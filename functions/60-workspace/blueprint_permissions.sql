/*
 * blueprint_permissions: workspace
 *
 * The permissions of a role, by names. What the settings of a field say of it is
 * told there: here, only what is otherwise.
 *
 * Expects: a role.
 * Returns: { objectPermissions, fieldPermissions, rowPermissions }, each sorted; those
 *          of deleted objects and fields are not told.
 * Test:    test/functions/60-workspace/blueprint_permissions.tap.sql
 */
create or replace function compiler.blueprint_permissions(p_role core.role)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $blueprint_permissions$
begin
  return jsonb_build_object(
    'objectPermissions', (
      select coalesce(jsonb_agg(jsonb_build_object('object', o."nameSingular") || v.given order by o."nameSingular"), '[]')
      from core."objectPermission" p
      join core."objectMetadata" o on o.id = p."objectMetadataId"
      cross join lateral compiler.permission_values(to_jsonb(p)) v (given)
      where p."roleId" = p_role.id and v.given <> '{}'),
    'fieldPermissions', (
      select coalesce(jsonb_agg(jsonb_build_object('field', o."nameSingular" || '.' || f.name) || v.given
        order by o."nameSingular", f.name), '[]')
      from core."fieldMetadata" f
      join core."objectMetadata" o on o.id = f."objectMetadataId"
      left join core."fieldPermission" p on p."fieldMetadataId" = f.id and p."roleId" = p_role.id
      cross join lateral compiler.permission_values(to_jsonb(p)) v (given)
      where f."workspaceId" = p_role."workspaceId" and p_role.name <> 'ADMIN'
        and v.given <> coalesce(case when f.type <> 'RELATION' then compiler.access_of_role(f.settings, p_role.name) end, '{}')),
    'rowPermissions', (
      select coalesce(jsonb_agg(jsonb_build_object('object', o."nameSingular") || v.given order by o."nameSingular"), '[]')
      from core."rowPermission" p
      join core."objectMetadata" o on o.id = p."objectMetadataId"
      cross join lateral compiler.permission_values(to_jsonb(p)) v (given)
      where p."roleId" = p_role.id and v.given <> '{}'));
end;
$blueprint_permissions$;

comment on function compiler.blueprint_permissions is 'The permissions of a role as a blueprint has them.';

revoke all on function compiler.blueprint_permissions from public;
