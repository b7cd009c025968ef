-- Flags of roles, and the permissions on an object.
select plan(3);

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
select results_eq($$ select name, can_read, can_create, can_update, can_soft_delete, can_destroy
    from compiler.object_rights('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1') order by name $$,
  $$ values ('ADMIN', true, true, true, true, true), ('MANAGER', true, true, true, true, true), ('USER', true, true, true, true, false) $$,
  'the flags');
insert into core."objectPermission" ("roleId", "objectMetadataId", "canCreateObjectRecords", "canDestroyObjectRecords")
values ((pg_temp.role('USER')).id, '00000000-0000-0000-0000-0000000000b1', false, true);
select results_eq($$ select can_read, can_create, can_update, can_soft_delete, can_destroy
    from compiler.object_rights('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1') where name = 'USER' $$,
  $$ values (true, false, true, true, true) $$, 'a permission says more, where it says something');
select results_eq($$ select can_create, can_destroy
    from compiler.object_rights('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b2') where name = 'USER' $$,
  $$ values (true, false) $$, 'of its own object only');
