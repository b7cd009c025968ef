-- A user who is deleted leaves no workspace without an administrator.
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
insert into core."user" (id, email) values ('00000000-0000-0000-0000-0000000000e1', 'ada@acme.com'), ('00000000-0000-0000-0000-0000000000e2', 'bob@acme.com');
insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
select u.id, r."workspaceId", r.id from core."user" u join core.role r on r.name = case u.email when 'ada@acme.com' then 'ADMIN' else 'USER' end;
select throws_ok($$ update core."user" set "deletedAt" = now() where email = 'ada@acme.com' $$, 'MC804', 'the last administrator cannot be removed', 'the only one');
select lives_ok($$ update core."user" set "deletedAt" = now() where email = 'bob@acme.com' $$, 'another member');
select lives_ok($$ update core."user" set "firstName" = 'Ada' $$, 'another change');
