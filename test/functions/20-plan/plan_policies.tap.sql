-- Which policies of a table go, which come.
select plan(6);

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
insert into core."rowPermission" (id, "roleId", "objectMetadataId", "readFilter")
values ('00000000-0000-0000-0000-0000000000d1', (pg_temp.role('USER')).id, '00000000-0000-0000-0000-0000000000b1', '{"state": {"eq": "NEW"}}');
create function pg_temp.plan(p_dropped uuid[], p_created uuid[]) returns compiler.operation language sql as $$
  select compiler.plan_policies('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', 'book', p_dropped, p_created) $$;
select is((pg_temp.plan('{}', '{}')).policies, '[]', 'none');
select is((pg_temp.plan('{}', '{}')).roles, compiler.unrestricted_roles('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1'),
  'the shared policy''s roles');
select is((select p - 'next' - 'columns' from jsonb_array_elements((pg_temp.plan('{}', '{00000000-0000-0000-0000-0000000000d1}')).policies) p),
  jsonb_build_object('id', '00000000-0000-0000-0000-0000000000d1', 'role', (pg_temp.role('USER'))."databaseRole", 'previous', null), 'one to create');
select is((pg_temp.plan('{}', '{00000000-0000-0000-0000-0000000000d1}')).policies #> '{0,next,readFilter}', '{"state": {"eq": "NEW"}}', 'with its filters');
select is((select p -> 'next' = 'null' and p #> '{previous,readFilter}' = '{"state": {"eq": "NEW"}}'
  from jsonb_array_elements((pg_temp.plan('{00000000-0000-0000-0000-0000000000d1}', '{}')).policies) p), true, 'one to drop, as it was compiled');
-- An id that another row has is refused when it is marked: until then, there is nothing to drop.
select is((select p -> 'previous' from jsonb_array_elements((pg_temp.plan('{00000000-0000-0000-0000-0000000000c1}', '{}')).policies) p), 'null',
  'not what another row is');
