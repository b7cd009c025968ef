-- The roles that an object's shared policy is for.
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
create function pg_temp.all_roles(p_without text default '') returns text[] language sql as $$
  select array_agg("databaseRole" order by "databaseRole") from core.role where name <> p_without $$;
select is(compiler.unrestricted_roles('00000000-0000-0000-0000-00000000000a', null), pg_temp.all_roles(), 'a new object: all');
insert into core."rowPermission" ("roleId", "objectMetadataId") values ((pg_temp.role('USER')).id, '00000000-0000-0000-0000-0000000000b1');
select is(compiler.unrestricted_roles('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1'), pg_temp.all_roles('USER'),
  'not one with a row permission');
select is(compiler.unrestricted_roles('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b2'), pg_temp.all_roles(), 'on this object');
