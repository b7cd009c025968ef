-- How an object becomes what a blueprint says.
select plan(16);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
insert into core."objectMetadata" (id, "nameSingular", "namePlural") values ('00000000-0000-0000-0000-0000000000b1', 'shelf', 'shelves');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'place', 'TEXT'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'size', 'NUMBER');
insert into core."indexMetadata" (id, "objectMetadataId", fields) values
  ('00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-0000000000b1', '{place,size}');
update core."objectMetadata" set "labelIdentifierFieldMetadataId" = '00000000-0000-0000-0000-0000000000c1' where "nameSingular" = 'shelf';
create function pg_temp.plan(p_object jsonb, p_gone uuid[] default '{}', p_name text default 'shelf') returns table (step text, part jsonb) language sql as $$
  select c ->> 'step', case when c ->> 'step' like 'UPDATE%' then compiler.changed_keys(c -> 'row', to_jsonb(o)) else c -> 'row' end
  from (values ('{"nameSingular": "shelf", "namePlural": "shelves", "labelIdentifierField": "place", "fields": [{"name": "place", "type": "TEXT"},
    {"name": "size", "type": "NUMBER"}], "indexes": [{"fields": ["place", "size"]}]}'::jsonb)) v (kept)
  left join core."objectMetadata" o on o."nameSingular" = p_name
  cross join lateral jsonb_array_elements(compiler.plan_blueprint_object(
    compiler.full_object(case p_name when 'shelf' then kept else '{}' end || p_object, compiler.standard_object(p_object ->> 'nameSingular')), o,
    '{"shelf": "00000000-0000-0000-0000-0000000000b1", "book": "00000000-0000-0000-0000-0000000000b2"}', p_gone)) c
$$;

select is_empty($$ select * from pg_temp.plan('{}') $$, 'it is that already');
select set_eq($$ select * from pg_temp.plan('{"namePlural": "shelfs", "labelSingular": "L", "labelPlural": "M", "description": "d", "icon": null,
    "isActive": false, "labelIdentifierField": null, "imageIdentifierField": "size"}') $$,
  $$ values ('UPDATE_OBJECT', '{"namePlural": "shelfs", "labelSingular": "L", "labelPlural": "M", "description": "d", "icon": null,
    "isActive": false, "labelIdentifierFieldMetadataId": null, "imageIdentifierFieldMetadataId": "00000000-0000-0000-0000-0000000000c2"}'::jsonb) $$,
  'what changes of it');
select is_empty($$ select * from pg_temp.plan('{"labelIdentifierField": "later"}') where step = 'UPDATE_OBJECT' $$,
  'an identifier that is not there yet is the next round''s');
select set_eq($$ select * from pg_temp.plan('{"fields": [{"name": "place", "type": "URL"}, {"name": "size", "type": "NUMBER"}]}',
    '{00000000-0000-0000-0000-0000000000c1}') where step = 'UPDATE_OBJECT' $$,
  $$ values ('UPDATE_OBJECT', '{"labelIdentifierFieldMetadataId": null}'::jsonb) $$, 'one whose field goes is none meanwhile');
select set_eq($$ select step, part ->> 'name' from pg_temp.plan('{"fields": [{"name": "place", "type": "URL"}, {"name": "size", "type": "NUMBER"}]}',
    '{00000000-0000-0000-0000-0000000000c1}') where step like '%FIELD' $$, $$ values ('CREATE_FIELD', 'place') $$, 'a field that goes comes anew');
select set_eq($$ select step, part ->> 'id' from pg_temp.plan('{"fields": [{"name": "place", "type": "URL"}, {"name": "size", "type": "NUMBER"}]}',
    '{00000000-0000-0000-0000-0000000000c1}') where step like '%INDEX' $$, $$ values ('DELETE_INDEX', '00000000-0000-0000-0000-0000000000e1'), ('CREATE_INDEX', null) $$,
  'and so does its index');
select results_eq($$ select step, part ->> 'name' from pg_temp.plan('{"fields": [{"name": "new", "type": "TEXT"}, {"name": "place", "type": "TEXT"},
    {"name": "newer", "type": "TEXT"}, {"name": "size", "type": "TEXT"}]}') $$,
  $$ values ('CREATE_FIELD', 'new'), ('CREATE_FIELD', 'newer'), ('UPDATE_FIELD', 'size') $$, 'fields: new ones in order, and those that change');
select set_eq($$ select * from pg_temp.plan('{"indexes": [{"fields": ["size"], "isUnique": true}, {"fields": ["place", "size"]}]}') $$,
  $$ values ('CREATE_INDEX', '{"fields": ["size"], "isUnique": true, "where": null, "indexType": "BTREE",
    "objectMetadataId": "00000000-0000-0000-0000-0000000000b1"}'::jsonb) $$, 'an index more');
select set_eq($$ select * from pg_temp.plan('{"indexes": [{"fields": ["size", "place"]}]}') where step = 'DELETE_INDEX' $$,
  $$ values ('DELETE_INDEX', '{"id": "00000000-0000-0000-0000-0000000000e1"}'::jsonb) $$, 'an index less');

select results_eq($$ select * from pg_temp.plan('{"nameSingular": "book", "namePlural": "books", "isActive": false, "labelIdentifierField": "title"}', '{}', 'book') $$,
  $$ values ('CREATE_OBJECT', '{"nameSingular": "book", "namePlural": "books", "labelSingular": "Book", "labelPlural": "Books", "description": null,
    "icon": "IconArchive", "id": "00000000-0000-0000-0000-0000000000b2"}'::jsonb) $$, 'a new object; it is switched off later');
select results_eq($$ select step, part ->> 'objectMetadataId' from pg_temp.plan('{"nameSingular": "book", "namePlural": "books",
    "fields": [{"name": "a", "type": "TEXT"}], "indexes": [{"fields": ["a"]}]}', '{}', 'book') $$, $$ values ('CREATE_OBJECT', null),
    ('CREATE_FIELD', '00000000-0000-0000-0000-0000000000b2'), ('CREATE_INDEX', '00000000-0000-0000-0000-0000000000b2') $$, 'with its fields and indexes');
select results_eq($$ select step, part ->> 'name' from pg_temp.plan('{"fields": [{"name": "place", "type": "TEXT"}, {"name": "size", "type": "NUMBER"},
    {"name": "a", "type": "TEXT"}, {"name": "b", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "later"}},
    {"name": "c", "type": "TEXT"}], "indexes": [{"fields": ["place", "size"]}, {"fields": ["c"]}]}') $$, $$ values ('CREATE_FIELD', 'a') $$,
  'what leads to a junction object that is not there yet waits, and so does what comes after it');
select results_eq($$ select step, part ->> 'name' from pg_temp.plan('{"indexes": [], "fields": [{"name": "place", "type": "TEXT"}, {"name": "size", "type": "NUMBER"},
    {"name": "b", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "later"}},
    {"name": "c", "type": "RELATION", "settings": {"relationType": "MANY_TO_MANY", "relationTargetObject": "book"}},
    {"name": "d", "type": "RELATION", "settings": {"relationType": "MANY_TO_MANY", "relationTargetObject": "later"}}]}') where step like 'CREATE%' $$,
  $$ values ('CREATE_FIELD', 'c') $$, 'but not what makes one');

select is_empty($$ select * from pg_temp.plan('{"nameSingular": "note"}', '{}', 'note') $$, 'a standard object as it comes');
select set_eq($$ select step, part ->> 'labelSingular' from pg_temp.plan('{"nameSingular": "note", "labelSingular": "Remark"}', '{}', 'note') $$,
  $$ values ('UPDATE_OBJECT', 'Remark') $$, 'or changed');
select is_empty($$ select * from pg_temp.plan('{"nameSingular": "note", "namePlural": "notes", "labelSingular": "Note", "labelPlural": "Notes",
    "description": "Something to be remembered", "icon": "IconNotes"}', array(select id from core."fieldMetadata" where name = 'body')) where step = 'CREATE_FIELD' $$,
  'a standard field that an older workspace does not have is not added');
