-- What a blueprint does not list any more.
select plan(16);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
create function pg_temp.object(p_name text) returns uuid language sql as
  $$ select id from core."objectMetadata" where "nameSingular" = p_name $$;
insert into core."objectMetadata" ("nameSingular", "namePlural") values ('shelf', 'shelves'), ('book', 'books');
insert into core."fieldMetadata" ("objectMetadataId", name, type, settings)
select pg_temp.object(f.object), f.name, f.type, f.settings from (values
  ('shelf', 'place', 'TEXT', null::jsonb),
  ('book', 'title', 'TEXT', null),
  ('book', 'shelf', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.object('shelf'))),
  ('book', 'sequel', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.object('book'),
    'relationTargetFieldName', 'prequels')),
  ('company', 'books', 'RELATION', jsonb_build_object('relationType', 'ONE_TO_MANY', 'relationTargetObjectId', pg_temp.object('book'))),
  ('company', 'shelves', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_MANY', 'relationTargetObjectId', pg_temp.object('shelf')))
  ) f (object, name, type, settings);
insert into core."indexMetadata" ("objectMetadataId", fields) values (pg_temp.object('shelf'), '{place}');
insert into workspace_a.shelf (id, place) values ('00000000-0000-0000-0000-0000000000d1', 'left');
insert into workspace_a.book (title, "shelfId") values ('T', '00000000-0000-0000-0000-0000000000d1');

-- Steps, by the names of what they are about.
create function pg_temp.plan(p_objects jsonb) returns table (step text, what text) language sql as $$
  select distinct c ->> 'step', coalesce(c -> 'row' ->> 'subject', (
    select o."nameSingular" from core."objectMetadata" o where o.id::text = c -> 'row' ->> 'id'
    union all
    select o."nameSingular" || '.' || f.name from core."fieldMetadata" f join core."objectMetadata" o on o.id = f."objectMetadataId"
    where f.id::text = c -> 'row' ->> 'id'
    union all
    select array_to_string(compiler.index_columns(i, false), ',') from core."indexMetadata" i where i.id::text = c -> 'row' ->> 'id'))
  from jsonb_array_elements(compiler.plan_blueprint_deletions('00000000-0000-0000-0000-00000000000a', (
    select coalesce(jsonb_agg(compiler.full_object(o, compiler.standard_object(o ->> 'nameSingular'))), '[]')
    from jsonb_array_elements(p_objects) o))) c
$$;
create temp table kept on commit drop as select core.export_blueprint('00000000-0000-0000-0000-00000000000a') -> 'objects' as objects;

select is_empty($$ select p.* from kept, pg_temp.plan(objects) p $$, 'all is listed');
select set_eq($$ select * from pg_temp.plan('[]') $$, $$ values ('DELETE_OBJECT', 'shelf'), ('DELETE_OBJECT', 'book'), ('LOSE', 'shelf'), ('LOSE', 'book'),
  ('DELETE_OBJECT', 'companyShelf'), ('DELETE_INDEX', 'place'), ('DELETE_FIELD', 'book.shelf'), ('DELETE_FIELD', 'book.company'),
  ('DELETE_FIELD', 'company.shelves'), ('DELETE_FIELD', 'companyShelf.shelf'), ('DELETE_FIELD', 'companyShelf.company') $$,
  'nothing is: every custom object, with the relations between them');
-- What the blueprint would keep: the objects listed, with only these of their fields.
create function pg_temp.keeping(p_objects text[], p_fields text[]) returns jsonb language sql as $$
  select coalesce(jsonb_agg(o - 'fields' || jsonb_build_object('fields', (
    select coalesce(jsonb_agg(f), '[]') from jsonb_array_elements(o -> 'fields') f
    where (o ->> 'nameSingular') || '.' || (f ->> 'name') = any (p_fields)))), '[]')
  from kept, jsonb_array_elements(objects) o where o ->> 'nameSingular' = any (p_objects)
$$;
select set_eq($$ select * from pg_temp.plan(pg_temp.keeping('{shelf,book,companyShelf}', '{shelf.place,book.title,book.shelf,companyShelf.company,companyShelf.shelf}')) $$,
  $$ values ('DELETE_FIELD', 'book.sequel') $$, 'a field of an object that is listed; a standard object that is not keeps its own');
select set_eq($$ select * from pg_temp.plan(pg_temp.keeping('{shelf,book,company}', '{book.title,book.shelf,book.sequel,company.books,company.shelves}')) $$,
  $$ values ('DELETE_FIELD', 'shelf.place'), ('LOSE', 'shelf.place') $$,
  'values are lost with it; a junction object stays with its relation, listed or not');
select set_eq($$ select * from pg_temp.plan(pg_temp.keeping('{shelf,book,company}', '{shelf.place,book.title,book.shelf,book.sequel,company.books}')) $$,
  $$ values ('DELETE_FIELD', 'company.shelves'), ('DELETE_OBJECT', 'companyShelf'), ('DELETE_FIELD', 'companyShelf.shelf'),
    ('DELETE_FIELD', 'companyShelf.company') $$, 'and goes with it');
select set_eq($$ select * from pg_temp.plan(pg_temp.keeping('{book,company}', '{book.title,book.sequel,company.books}')) where step <> 'DELETE_FIELD' $$,
  $$ values ('DELETE_OBJECT', 'shelf'), ('LOSE', 'shelf'), ('DELETE_OBJECT', 'companyShelf'), ('DELETE_INDEX', 'place'), ('LOSE', 'book.shelf') $$,
  'an object: what led to it is lost on the object that stays');
select set_eq($$ select what from pg_temp.plan(pg_temp.keeping('{book,company}', '{book.title,book.sequel,company.books}')) where step = 'DELETE_FIELD' $$,
  $$ values ('book.shelf'), ('company.shelves'), ('companyShelf.shelf'), ('companyShelf.company') $$, 'its relations go first');
select is_empty($$ select * from pg_temp.plan(pg_temp.keeping('{shelf,book,company,companyShelf}',
    '{shelf.place,book.title,book.shelf,book.sequel,company.books,company.shelves,companyShelf.company,companyShelf.shelf}')) $$, 'standard fields need no listing');

create function pg_temp.with_field(p_object text, p_field jsonb) returns jsonb language sql as $$
  select jsonb_agg(case when o ->> 'nameSingular' = p_object then o || jsonb_build_object('fields', (
    select coalesce(jsonb_agg(f), '[]') from jsonb_array_elements(o -> 'fields') f where f ->> 'name' <> p_field ->> 'name') || jsonb_build_array(p_field)) else o end)
  from kept, jsonb_array_elements(objects) o
$$;
select is_empty($$ select * from pg_temp.plan(pg_temp.with_field('shelf', '{"name": "place", "type": "URL"}')) $$, 'a type that it can become');
select set_eq($$ select * from pg_temp.plan(pg_temp.with_field('shelf', '{"name": "place", "type": "CURRENCY"}')) $$,
  $$ values ('DELETE_FIELD', 'shelf.place'), ('LOSE', 'shelf.place') $$, 'one that it cannot');
select set_eq($$ select * from pg_temp.plan(pg_temp.with_field('book', '{"name": "shelf", "type": "RELATION", "settings": {
    "relationType": "MANY_TO_ONE", "relationTargetObject": "company", "relationTargetFieldName": "x"}}')) $$,
  $$ values ('DELETE_FIELD', 'book.shelf'), ('LOSE', 'book.shelf') $$, 'a relation that leads elsewhere');
select set_eq($$ select * from pg_temp.plan(pg_temp.with_field('shelf', '{"name": "books", "type": "TEXT"}')) $$,
  $$ values ('DELETE_FIELD', 'shelf.books'), ('LOSE', 'book.shelf') $$, 'a field by the name of an inverse');
select is_empty($$ select p.* from pg_temp.plan((select jsonb_agg(case o ->> 'nameSingular'
    when 'book' then pg_temp.keeping('{book}', '{book.title,book.sequel}') -> 0
    when 'shelf' then jsonb_insert(o, '{fields,-1}', '{"name": "books", "type": "RELATION",
      "settings": {"relationType": "ONE_TO_MANY", "relationTargetObject": "book"}}', true) else o end)
  from kept, jsonb_array_elements(objects) o)) p $$, 'a relation may be told by its other field');
select is_empty($$ select * from pg_temp.plan('[{"nameSingular": "note"}]') where what like 'note%' or what like 'person%' $$, 'standard objects and fields stay');
select is((select count(*) from compiler.deleted), 0::bigint, 'nothing is changed');
select is((select count(*) from core."objectMetadata" where "isCustom"), 3::bigint, 'really');
