-- A permission's row is completed.
select plan(8);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
create function pg_temp.add(p_workspace uuid) returns void language sql as $$
  insert into core."objectPermission" ("workspaceId", "roleId", "objectMetadataId")
  select p_workspace, r.id, o.id from core.role r join core."objectMetadata" o on o."workspaceId" = r."workspaceId"
  where r.name = 'USER' and o."nameSingular" = 'note' and r."workspaceId" = '00000000-0000-0000-0000-00000000000a'
$$;
select pg_temp.add(null);
select is((select "workspaceId" from core."objectPermission"), '00000000-0000-0000-0000-00000000000a', 'the workspace is its role''s');
select throws_ok('update core."objectPermission" set "roleId" = gen_random_uuid()', 'MC501', 'what identifies a permission does not change', 'UPDATE');
delete from core."objectPermission";
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
select pg_temp.add(null);
select is((select "workspaceId" from core."objectPermission"), '00000000-0000-0000-0000-00000000000a', 'else the claimed one');
select throws_ok($$ select pg_temp.add('00000000-0000-0000-0000-00000000000b') $$, 'MC402', null, 'not another than that');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000b';
select throws_ok($$ select pg_temp.add(null) $$, 'MC301', null, 'nor another''s role');
select throws_ok($$ insert into core."fieldPermission" ("roleId") values (gen_random_uuid()) $$, 'MC301', 'the permission is of no role, or on nothing', 'nor nothing');
-- A null in an UPDATE is what it is in an INSERT.
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
update core."objectPermission" set "createdAt" = null, "updatedAt" = null;
select is((select "createdAt" from core."objectPermission"), now(), 'a time that is taken away');
insert into core."fieldPermission" ("roleId", "objectMetadataId", "fieldMetadataId")
select r.id, f."objectMetadataId", f.id from core.role r join core."fieldMetadata" f on f."workspaceId" = r."workspaceId"
where r.name = 'USER' and f.name = 'firstName' and f.type = 'TEXT' and f."objectMetadataId" = (select o.id from core."objectMetadata" o where o."workspaceId" = r."workspaceId" and o."nameSingular" = 'workspaceMember') and r."workspaceId" = '00000000-0000-0000-0000-00000000000a';
select throws_ok($$ update core."fieldPermission" set "objectMetadataId" = null $$, 'MC301', 'the permission is of no role, or on nothing', 'an object that is');
