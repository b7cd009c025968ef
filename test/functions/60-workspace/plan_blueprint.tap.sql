-- What applying a blueprint would do and lose.
select plan(13);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
create function pg_temp.plan(p_blueprint jsonb) returns table ("position" int, type text, subject text, sql text, destructive boolean) language sql as
  $$ select * from core.plan_blueprint('00000000-0000-0000-0000-00000000000a', p_blueprint) $$;
create function pg_temp.state() returns jsonb language sql as $$
  select jsonb_build_object('objects', (select jsonb_agg(o order by id) from core."objectMetadata" o),
    'fields', (select jsonb_agg(f order by id) from core."fieldMetadata" f), 'workspace', (select jsonb_agg(w order by id) from core.workspace w),
    'migrations', (select count(*) from core."workspaceMigration"), 'compiled', (select count(*) from compiler.compiled),
    'tables', (select jsonb_agg(c.oid order by oid) from pg_class c where relnamespace in ('workspace_a'::regnamespace)))
$$;
create function pg_temp.shelf(p_fields jsonb) returns jsonb language sql as $$
  select jsonb_build_object('objects', jsonb_build_array('{"nameSingular": "book", "namePlural": "books"}'::jsonb,
    '{"nameSingular": "shelf", "namePlural": "shelves"}' || jsonb_build_object('fields', p_fields)))
$$;
create temp table before on commit drop as select pg_temp.state() as state;
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
select is_empty($$ select * from pg_temp.plan('{"objects": []}') $$, 'nothing to do');
select results_eq($$ select "position", type, subject, destructive from pg_temp.plan('{"objects": [{"nameSingular": "shelf", "namePlural": "shelves",
    "isActive": false, "fields": [{"name": "room", "type": "BOOLEAN"}, {"name": "owner", "type": "RELATION",
      "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "company", "relationTargetFieldName": "shelves"}}]}]}') $$,
  $$ values (1, 'CREATE_OBJECT', 'shelf', false), (2, 'CREATE_INDEX', 'IDX_shelf_deletedAt', false), (3, 'CREATE_INDEX', 'IDX_shelf_createdAt', false),
    (4, 'CREATE_INDEX', 'IDX_shelf_updatedAt', false), (5, 'CREATE_FIELD', 'shelf.room', false), (6, 'CREATE_INDEX', 'IDX_shelf_room', false),
    (7, 'CREATE_FIELD', 'shelf.owner', false), (8, 'CREATE_INDEX', 'IDX_shelf_ownerId', false), (9, 'CREATE_RELATION', 'shelf.owner', false),
    (10, 'UPDATE_OBJECT', 'shelf', false), (11, 'UPDATE_OBJECT', 'shelf', false) $$, 'the operations in order, by readable names');
select ok(sql ~ '^alter table workspace_a.shelf add column room boolean; comment', 'with their SQL')
from pg_temp.plan('{"objects": [{"nameSingular": "shelf", "namePlural": "shelves", "fields": [{"name": "room", "type": "BOOLEAN"}]}]}')
where type = 'CREATE_FIELD';
reset role;
select is(pg_temp.state(), state, 'nothing is changed') from before;

insert into core."objectMetadata" ("nameSingular", "namePlural") values ('shelf', 'shelves'), ('book', 'books');
insert into core."fieldMetadata" ("objectMetadataId", name, type, settings)
select o.id, f.name, f.type, f.settings::jsonb from core."objectMetadata" o, (values
  ('place', 'TEXT', null), ('size', 'NUMBER', null), ('free', 'TEXT', null),
  ('kind', 'SELECT', '{"options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]}'),
  ('books', 'RELATION', format('{"relationType": "ONE_TO_MANY", "relationTargetObjectId": "%s"}',
    (select id from core."objectMetadata" where "nameSingular" = 'book')))) f (name, type, settings) where o."nameSingular" = 'shelf';
insert into workspace_a.shelf (id, place, size, kind) values ('00000000-0000-0000-0000-0000000000d1', 'left', 5, 'a');
insert into workspace_a.book ("shelfId") values ('00000000-0000-0000-0000-0000000000d1');
create temp table loaded on commit drop as select pg_temp.state() as state;
select set_eq($$ select type, subject from pg_temp.plan(pg_temp.shelf('[]')) where destructive $$,
  $$ values ('DELETE_FIELD', 'shelf.place'), ('DELETE_FIELD', 'shelf.size'), ('DELETE_FIELD', 'shelf.kind'), ('DELETE_FIELD', 'book.shelf') $$,
  'fields with values; a relation by the field that has the column');
select ok(bool_or(subject = 'shelf.free' and not destructive), 'not one without') from pg_temp.plan(pg_temp.shelf('[]')) where type = 'DELETE_FIELD';
select set_eq($$ select type, subject from pg_temp.plan('{"objects": []}') where destructive $$,
  $$ values ('DELETE_OBJECT', 'shelf'), ('DELETE_OBJECT', 'book') $$, 'objects with records; their columns go with them');
select results_eq($$ select type, subject, destructive, left(split_part(sql, '.', 2), 39) from pg_temp.plan(pg_temp.shelf('[{"name": "place", "type": "TEXT"},
    {"name": "size", "type": "TEXT"}, {"name": "free", "type": "TEXT"}, {"name": "kind", "type": "SELECT", "settings": {"options": [{"value": "b", "label": "B"}]}},
    {"name": "books", "type": "RELATION", "settings": {"relationType": "ONE_TO_MANY", "relationTargetObject": "book"}}]')) where destructive $$,
  $$ values ('UPDATE_FIELD', 'shelf.size', true, 'shelf alter column size type varchar us'), ('UPDATE_FIELD', 'shelf.kind', true, 'shelf set kind = case when ''{"a": null}') $$,
  'the operation that rewrites values, of those of its field');
select is_empty($$ select * from pg_temp.plan(pg_temp.shelf('[{"name": "place", "type": "TEXT"}, {"name": "size", "type": "NUMBER"}, {"name": "free", "type": "TEXT"},
    {"name": "kind", "type": "SELECT", "settings": {"options": [{"value": "b", "label": "B"}], "replacements": {"a": "b"}}},
    {"name": "books", "type": "RELATION", "settings": {"relationType": "ONE_TO_MANY", "relationTargetObject": "book"}}]')) where destructive $$,
  'a replacement loses nothing');
select throws_ok($$ select * from pg_temp.plan(pg_temp.shelf('[{"name": "place", "type": "NUMBER"}]')) $$, 'MC207', null,
  'what applying would refuse, planning refuses');
select throws_ok($$ select * from core.plan_blueprint('00000000-0000-0000-0000-00000000000b', '{"objects": []}') $$, 'MC402', null, 'another workspace');
set local role core_settings;
select is((select array_agg(distinct subject order by subject) from pg_temp.plan('{"objects": []}') where destructive), '{book,shelf}', 'planned by the role that changes metadata: what has to be allowed');
reset role;
select is(pg_temp.state(), state, 'nothing is changed, though much was tried') from loaded;
