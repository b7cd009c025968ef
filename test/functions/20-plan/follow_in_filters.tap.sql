-- Row permissions follow the fields that they name.
select plan(17);

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
insert into core."rowPermission" (id, "roleId", "objectMetadataId", "readFilter", "updateFilter")
values ('00000000-0000-0000-0000-0000000000d1', (pg_temp.role('USER')).id, '00000000-0000-0000-0000-0000000000b1',
  '{"or": [{"state": {"in": ["NEW"]}}, {"not": {"title": {"eq": "state"}}}]}', '{"title": {"like": "a%"}}');
create function pg_temp.policy() returns text language sql as $$
  select pg_get_expr(polqual, polrelid) from pg_policy where polname = 'row_select_000000000000000000000000000000d1' $$;
update core."fieldMetadata" set name = 'name' where id = '00000000-0000-0000-0000-0000000000c1';
select is((select "readFilter" from core."rowPermission"), '{"or": [{"state": {"in": ["NEW"]}}, {"not": {"name": {"eq": "state"}}}]}', 'a new name');
select is((select "updateFilter" from core."rowPermission"), '{"name": {"like": "a%"}}', 'in every filter');
update core."fieldMetadata" set settings = jsonb_set(settings, '{options,0,value}', '"FRESH"') where id = '00000000-0000-0000-0000-0000000000c2';
select is((select "readFilter" #> '{or,0}' from core."rowPermission"), '{"state": {"in": ["FRESH"]}}', 'a new value of an option');
select matches(pg_temp.policy(), 'FRESH', 'and the policy');
update core."fieldMetadata" set settings = '{"maxLength": 200}' where id = '00000000-0000-0000-0000-0000000000c1';
select is((select atttypmod from pg_attribute where attrelid = (select polrelid from pg_policy where polname = 'row_select_000000000000000000000000000000d1')
  and attname = 'name'), 204, 'another type of a column that a policy names');
select throws_ok($$ delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c1' $$, 'MC503',
  'a row permission needs what is to be deleted or changed (and another fault)', 'what it names cannot go');
select throws_ok($$ update core."fieldMetadata" set "isActive" = false where id = '00000000-0000-0000-0000-0000000000c2' $$, 'MC503',
  'a row permission needs what is to be deleted or changed', 'nor be switched off');
select throws_ok($$ update core."fieldMetadata" set settings = settings #- '{options,0}' where id = '00000000-0000-0000-0000-0000000000c2' $$, 'MC503',
  'a row permission needs what is to be deleted or changed', 'nor an option');
-- Nor does it matter that another field takes the name in the same statement.
select throws_ok($$ with gone as (delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c1')
  insert into core."fieldMetadata" ("objectMetadataId", name, type) values ('00000000-0000-0000-0000-0000000000b1', 'name', 'TEXT') $$,
  'MC503', null, 'nor one whose name a new field takes');
select throws_ok($$ with gone as (delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c1')
  update core."fieldMetadata" set name = 'name' where id = '00000000-0000-0000-0000-0000000000c2' $$,
  'MC503', null, 'nor one whose name another field takes');
select throws_ok($$ update core."fieldMetadata" f set name = v.name, "isActive" = v.is_active
  from (values ('00000000-0000-0000-0000-0000000000c1'::uuid, 'old', false), ('00000000-0000-0000-0000-0000000000c2', 'name', true)) v (id, name, is_active)
  where f.id = v.id $$, 'MC503', null, 'nor be switched off meanwhile');
-- What Postgres has of it is known afterwards: by then, what may be updated and what may be soft-deleted are one.
update core."rowPermission" set "updateFilter" = '{"state": {"eq": "FRESH"}}', "softDeleteFilter" = '{"state": {"eq": "OLD"}}';
update core."fieldMetadata" set settings = settings #- '{options,1}' || '{"replacements": {"OLD": "FRESH"}}' where id = '00000000-0000-0000-0000-0000000000c2';
select is("updateFilter", "softDeleteFilter", 'two options become one') from core."rowPermission";
select lives_ok($$ update core."rowPermission" set "readFilter" = null $$, 'and the row permission can be changed');
-- A row permission may come with a change of the field that it names.
select lives_ok($$ with new as (insert into core."rowPermission" ("roleId", "objectMetadataId", "readFilter")
    values ((pg_temp.role('MANAGER')).id, '00000000-0000-0000-0000-0000000000b1', '{"name": {"eq": "x"}}'))
  update core."fieldMetadata" set settings = '{"maxLength": 300}' where id = '00000000-0000-0000-0000-0000000000c1' $$, 'one that is not compiled yet');
-- An object may go with its relations to others in one statement; these do not come back with it.
insert into core."rowPermission" ("roleId", "objectMetadataId", "destroyFilter")
values ((pg_temp.role('USER')).id, '00000000-0000-0000-0000-0000000000b2', '{"bookId": {"is": "NULL"}}');
prepare delete_both as with gone as (delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c3')
  delete from core."objectMetadata" where id = '00000000-0000-0000-0000-0000000000b2';
select throws_ok('delete_both', 'MC503', 'a row permission needs what is to be deleted or changed', 'nor what its object goes without');
update core."rowPermission" set "destroyFilter" = '{"position": {"gt": 0}}' where "objectMetadataId" = '00000000-0000-0000-0000-0000000000b2';
select lives_ok('delete_both', 'what no filter names');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted');
