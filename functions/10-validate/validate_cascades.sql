/*
 * validate_cascades: VALIDATE -> plan -> emit -> apply -> log
 *
 * ON DELETE CASCADE runs as the table's owner, whatever the rights of who destroys
 * the parent. Hence every role that may destroy the parent has to be one that
 * may destroy the child, any of them.
 *
 * Expects: a workspace; its roles and permissions as they are to be.
 * Returns: a fault (MC802) for each relation and role where that is not so.
 * Test:    test/functions/10-validate/validate_cascades.tap.sql
 */
create or replace function compiler.validate_cascades(p_workspace_id uuid)
returns compiler.fault[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_cascades$
begin
  return array(
    select row('MC802',
      format('role %s may destroy records of "%s" but not those of "%s" that go with them',
        compiler.shown(parent.name), p."nameSingular", c."nameSingular"),
      'The relation''s onDelete is CASCADE.',
      'Let the role destroy both or neither, or set onDelete to RESTRICT or SET_NULL.')::compiler.fault
    from core."relationMetadata" r
    join core."fieldMetadata" t on t.id = r."toFieldMetadataId" and t.settings ->> 'onDelete' = 'CASCADE'
    join core."objectMetadata" p on p.id = r."fromObjectMetadataId"
    join core."objectMetadata" c on c.id = r."toObjectMetadataId"
    cross join lateral compiler.object_rights(p_workspace_id, p.id) parent
    join lateral compiler.object_rights(p_workspace_id, c.id) child on child.role_id = parent.role_id
    where r."workspaceId" = p_workspace_id and parent.can_destroy
      and (not child.can_destroy or exists (
        select from core."rowPermission" w
        where w."roleId" = child.role_id and w."objectMetadataId" = c.id
          and coalesce(w."readFilter", w."destroyFilter") is not null))
    order by r."createdAt", parent.name);
end;
$validate_cascades$;

comment on function compiler.validate_cascades is 'Validate pass: who may destroy what goes along with a record.';

revoke all on function compiler.validate_cascades from public;
