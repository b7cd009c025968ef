-- What is deleted is remembered as it was.
select plan(8);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));
insert into core."indexMetadata" (id, "objectMetadataId", fields, "where") values
  (pg_temp.id('e1'), pg_temp.id('b1'), '{pages,authorId}', 'deletedAt is null');

set local jwt.claims.sub = 'somebody';
update core."fieldMetadata" set label = 'Sheets' where id = pg_temp.id('c2');
delete from core."indexMetadata";
delete from core."fieldMetadata" where id = pg_temp.id('c2');
select results_eq(
  $$ select kind, object_id, workspace_id, definition ->> 'label', relations, with_object, "deletedAt" = now(), "deletedBy" from compiler.deleted $$,
  $$ values ('FIELD', pg_temp.id('b1'), pg_temp.id('0a'), 'Sheets', '[]'::jsonb, false, true, 'somebody') $$, 'a field, and who deleted it');
set local jwt.claims.sub = '';
delete from core."fieldMetadata" where id = pg_temp.id('c3');
select is((select "deletedBy" from compiler.deleted where id = pg_temp.id('c3')), session_user::text, 'without a claim: the session''s user');
select results_eq(
  $$ select d.definition ->> 'name', r ->> 'toFieldMetadataId' from compiler.deleted d, jsonb_array_elements(d.relations) r order by 1 $$,
  $$ values ('author', pg_temp.id('c3')::text), ('books', pg_temp.id('c3')::text) $$, 'both halves of a relation, each with it');
insert into core."indexMetadata" (id, "objectMetadataId", fields) values (pg_temp.id('e2'), pg_temp.id('b1'), '{title}');
delete from core."objectMetadata" where id = pg_temp.id('b1');
select results_eq(
  $$ select kind, with_object, coalesce(definition ->> 'nameSingular', definition ->> 'name') from compiler.deleted where object_id = pg_temp.id('b1') order by 1, 3 $$,
  $$ values ('FIELD', false, 'author'), ('FIELD', false, 'pages'), ('FIELD', true, 'title'), ('INDEX', true, null), ('OBJECT', false, 'book') $$,
  'an object, and what goes with it: not what was deleted before');

-- A relation and one of its objects, by one statement: as by two, whichever trigger comes first.
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values (pg_temp.id('b3'), pg_temp.id('0a'), 'page', 'pages');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values (pg_temp.id('c5'), pg_temp.id('b3'), 'author', 'RELATION',
  jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));
create function pg_temp.kept() returns text language sql as $$
  select string_agg(concat_ws(' ', coalesce(d.definition ->> 'nameSingular', d.definition ->> 'name'), d.with_object, jsonb_array_length(d.relations)), ', '
    order by d.kind, d.definition ->> 'name')
  from compiler.deleted d where d.id in (pg_temp.id('b3'), pg_temp.id('c5')) or d.definition ->> 'name' = 'pages' and d.object_id = pg_temp.id('b2')
$$;
savepoint here;
with object as (delete from core."objectMetadata" where id = pg_temp.id('b3') returning id)
delete from core."fieldMetadata" where id = pg_temp.id('c5') and (select count(*) from object) = 1;
select is(pg_temp.kept(), 'author f 1, pages f 1, page f 0', 'the object first');
select is_empty($$ select * from core.drift(pg_temp.id('0a')) $$, 'nothing drifts');
rollback to here;
with field as (delete from core."fieldMetadata" where id = pg_temp.id('c5') returning id)
delete from core."objectMetadata" where id = pg_temp.id('b3') and (select count(*) from field) = 1;
select is(pg_temp.kept(), 'author f 1, pages f 1, page f 0', 'the field first');
select core.restore_object(pg_temp.id('b3'));
select core.restore_field(pg_temp.id('c5'));
select is_empty($$ select * from core.drift(pg_temp.id('0a')) $$, 'restored, nothing drifts');
