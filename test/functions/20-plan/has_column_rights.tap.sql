-- Whether a new column needs rights of its own.
select plan(5);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
insert into core."objectMetadata" (id, "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', 'book', 'books'), ('00000000-0000-0000-0000-0000000000b2', 'page', 'pages');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT', '{"maxLength": 20}'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'state', 'SELECT',
   '{"options": [{"value": "NEW", "label": "New", "color": "red"}, {"value": "OLD", "label": "Old", "color": "red"}]}'),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-0000000000b2', 'book', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1"}');
create function pg_temp.role(p_name text) returns core.role language sql as $$ select r from core.role r where name = p_name $$;
create function pg_temp.by_column(p_end text default 'b1') returns boolean language sql as $$
  select compiler.has_column_rights('00000000-0000-0000-0000-00000000000a', ('00000000-0000-0000-0000-0000000000' || p_end)::uuid) $$;
select is(pg_temp.by_column(), false, 'not as a rule');
update core."fieldMetadata" set "isActive" = false where name = 'title' and "objectMetadataId" = '00000000-0000-0000-0000-0000000000b1';
select is(pg_temp.by_column(), true, 'a hidden field');
update core."fieldMetadata" set "isActive" = true where name = 'title' and "objectMetadataId" = '00000000-0000-0000-0000-0000000000b1';
insert into core."objectPermission" ("roleId", "objectMetadataId", "canSoftDeleteObjectRecords")
values ((pg_temp.role('USER')).id, '00000000-0000-0000-0000-0000000000b1', false);
select is(pg_temp.by_column(), true, 'a role that may update but not soft-delete');
delete from core."objectPermission";
insert into core."fieldPermission" ("roleId", "objectMetadataId", "fieldMetadataId", "canUpdateFieldValue")
values ((pg_temp.role('USER')).id, '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c1', false);
select is(pg_temp.by_column(), true, 'a permission on a field');
select is(pg_temp.by_column('b2'), false, 'of its own object only');
