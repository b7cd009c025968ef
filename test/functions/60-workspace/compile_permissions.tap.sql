-- Permissions of all three kinds, through their triggers.
select plan(10);

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
create function pg_temp.rights(p_role text, p_privilege text) returns text[] language sql as $$
  select array_agg(a.attname order by a.attname) from pg_attribute a
  where a.attrelid = to_regclass(compiler.schema_name('00000000-0000-0000-0000-00000000000a') || '.book') and a.attnum > 0
    and has_column_privilege((pg_temp.role(p_role))."databaseRole", a.attrelid, a.attnum, p_privilege) $$;
select is(pg_temp.rights('USER', 'update'), '{createdAt,deletedAt,id,position,state,title,updatedAt}', 'by its flags');
insert into core."objectPermission" ("roleId", "objectMetadataId", "canSoftDeleteObjectRecords", "canCreateObjectRecords")
values ((pg_temp.role('USER')).id, '00000000-0000-0000-0000-0000000000b1', false, false);
select is(pg_temp.rights('USER', 'update'), '{createdAt,id,position,state,title,updatedAt}', 'not soft-deleting');
select is(pg_temp.rights('USER', 'insert'), null, 'nor creating');
insert into core."fieldPermission" ("roleId", "objectMetadataId", "fieldMetadataId", "canReadFieldValue", "canUpdateFieldValue")
values ((pg_temp.role('USER')).id, '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c1', false, false);
select is(pg_temp.rights('USER', 'select'), '{createdAt,deletedAt,id,position,state,updatedAt}', 'not reading a field');
insert into core."fieldMetadata" ("objectMetadataId", name, type) values ('00000000-0000-0000-0000-0000000000b1', 'isbn', 'TEXT');
select is(pg_temp.rights('USER', 'select'), '{createdAt,deletedAt,id,isbn,position,state,updatedAt}', 'a new field follows the role');
insert into core."rowPermission" (id, "roleId", "objectMetadataId", "readFilter")
values ('00000000-0000-0000-0000-0000000000d1', (pg_temp.role('USER')).id, '00000000-0000-0000-0000-0000000000b1', '{"state": {"eq": "NEW"}}');
select is((select count(*) from pg_policy where polname like 'row\_%\_000000000000000000000000000000d1'), 4::bigint, 'records');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted');
delete from core."rowPermission";
delete from core."fieldPermission";
delete from core."objectPermission";
select is(pg_temp.rights('USER', 'insert'), '{createdAt,deletedAt,id,isbn,position,state,title,updatedAt}', 'and without them all is as it was');
select is((select count(*) from pg_policy where polname like 'row\_%\_000000000000000000000000000000d1'), 0::bigint, 'no policy of its own');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted');
