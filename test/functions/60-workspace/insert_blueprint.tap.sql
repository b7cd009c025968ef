-- A blueprint's objects and fields become metadata rows.
select plan(8);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
-- As its callers run it: as the owner.
create function pg_temp.insert_blueprint(p_blueprint jsonb) returns uuid[] language sql security definer as
  $$ select compiler.insert_blueprint('00000000-0000-0000-0000-00000000000a', p_blueprint) $$;
alter function pg_temp.insert_blueprint owner to compiler;

create temp table inserted on commit drop as
select id, place from unnest(pg_temp.insert_blueprint('{"objects": [
  {"nameSingular": "shelf", "namePlural": "shelves", "labelSingular": "The shelf", "labelPlural": "All shelves", "fields": []},
  {"nameSingular": "book", "namePlural": "books", "labelSingular": "Book", "labelPlural": "Books",
   "description": "To be read", "icon": "IconBook", "fields": [
     {"name": "title", "type": "TEXT", "isNullable": false, "isUnique": true, "settings": {"maxLength": 80},
      "label": "Name", "description": "On its cover", "icon": "IconText", "defaultValue": "Untitled"},
     {"name": "pageCount", "type": "NUMBER"},
     {"name": "genre", "type": "SELECT", "settings": {"options": [{"value": "A", "label": "A"}, {"value": "B", "label": "B"}]}},
     {"name": "shelf", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "shelf"}}]}]}'
)) with ordinality i (id, place);

select results_eq(
  $$ select o."nameSingular"::text, o."namePlural"::text, o."labelSingular"::text, o."labelPlural"::text, o.description, o.icon::text,
       o."isCustom", o."workspaceId"
     from inserted i join core."objectMetadata" o on o.id = i.id order by i.place $$,
  $$ values ('shelf', 'shelves', 'The shelf', 'All shelves', null, null, false, '00000000-0000-0000-0000-00000000000a'::uuid),
    ('book', 'books', 'Book', 'Books', 'To be read', 'IconBook', false, '00000000-0000-0000-0000-00000000000a') $$,
  'answers with the ids of the objects, in order');
select ok((select bool_and(a.ordinal < b.ordinal) from core."objectMetadata" a, core."objectMetadata" b
  where a."nameSingular" = 'shelf' and b."nameSingular" = 'book'), 'which are written in that order');

create temp view field as
select f.* from core."fieldMetadata" f join inserted i on i.id = f."objectMetadataId" order by f.ordinal;
select results_eq($$ select name::text from field $$, $$ values ('title'), ('pageCount'), ('genre'), ('shelf') $$,
  'fields in order');
select results_eq(
  $$ select label::text, description, icon::text, type::text, settings, "defaultValue", "isNullable", "isUnique", "isCustom"
     from field where name = 'title' $$,
  $$ values ('Name', 'On its cover', 'IconText', 'TEXT', '{"maxLength": 80}'::jsonb, '"Untitled"'::jsonb, false, true, false) $$,
  'with everything that is given');
select results_eq(
  $$ select label::text, settings, "defaultValue", "isNullable", "isUnique" from field where name = 'pageCount' $$,
  $$ values ('Page Count', null::jsonb, null::jsonb, true, false) $$, 'and what may be left out');
select is((select count(distinct o ->> 'id') from field f, jsonb_array_elements(f.settings -> 'options') o), 2::bigint,
  'each option has an id');
select is((select settings from field where name = 'shelf'),
  (select jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', id) from inserted where place = 1),
  'the name of a relation''s target becomes its id');
select is((select count(*) from compiler.compiled c join inserted i on i.id = c.id), 0::bigint, 'rows only: nothing is compiled');
