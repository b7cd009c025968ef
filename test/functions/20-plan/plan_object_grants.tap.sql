-- The rights on an object's table as they are to be.
select plan(9);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));
-- An object's row with changes.
create function pg_temp.object(p_end text, p_change jsonb default '{}') returns core."objectMetadata" language sql as $$
  select jsonb_populate_record(null::core."objectMetadata", to_jsonb(o) || p_change) from core."objectMetadata" o where o.id = pg_temp.id(p_end)
$$;

create function pg_temp.grants(p_change jsonb default '{}', p_with_new boolean default true) returns compiler.operation language sql as $$
  select compiler.plan_object_grants(pg_temp.object('b1', p_change), p_with_new)
$$;
-- The columns that can be read, null for the whole table: the same for all roles here.
create function pg_temp.readable(p_with_new boolean default true) returns text[] language sql as $$
  select case jsonb_typeof(c) when 'array' then array(select jsonb_array_elements_text(c)) end
  from (select distinct g -> 'privileges' -> 'select' from jsonb_array_elements((pg_temp.grants('{}', p_with_new)).grants) g) s (c)
$$;
select results_eq($$ select type, action, object_id, table_name, pg_temp.readable() from pg_temp.grants() $$,
  $$ values ('UPDATE_OBJECT', 'GRANTS', pg_temp.id('b1'), 'book', null::text[]) $$, 'on the whole table, where nothing is hidden');
select is((pg_temp.grants()).grants, compiler.plan_grants(pg_temp.id('0a')), 'those of the roles');
select is((pg_temp.grants('{"isActive": false}')).grants, '[]', 'none of an object that is off');
select is((pg_temp.grants()).expression, (select string_agg(r."databaseRole", ', ' order by r."databaseRole") from core.role r), 'every role is asked to give its rights back');
update core."fieldMetadata" set "isActive" = false where id = pg_temp.id('c2');
select is(pg_temp.readable(), '{id,createdAt,updatedAt,deletedAt,position,title,authorId}', 'by column, where one is off');
update core."fieldMetadata" set "isActive" = true where id = pg_temp.id('c2');
select is(pg_temp.readable(), null, 'on the whole table again');
delete from core."fieldMetadata" where id = pg_temp.id('c2');
select is(pg_temp.readable(), '{id,createdAt,updatedAt,deletedAt,position,title,authorId}', 'by column, where one is kept that was deleted');
set local role compiler;
insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, label, type)
values (pg_temp.id('0a'), pg_temp.id('b1'), 'weight', 'Weight', 'NUMBER');
reset role;
select is(pg_temp.readable(), '{id,createdAt,updatedAt,deletedAt,position,title,authorId,weight}', 'a new one, too');
select is(pg_temp.readable(false), '{id,createdAt,updatedAt,deletedAt,position,title,authorId}', 'not before it has its column');
