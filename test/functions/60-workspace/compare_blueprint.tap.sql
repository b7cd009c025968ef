-- What applying a blueprint would write.
select plan(15);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
create function pg_temp.steps(p_blueprint jsonb) returns table (step text, names text[]) language sql as $$
  select s ->> 'step', array(select coalesce(r ->> 'nameSingular', r ->> 'name', r ->> 'subject', r ->> 'fields') from jsonb_array_elements(s -> 'rows') r)
  from jsonb_array_elements(core.compare_blueprint('00000000-0000-0000-0000-00000000000a', p_blueprint)) s
$$;
select is(core.compare_blueprint('00000000-0000-0000-0000-00000000000a', core.export_blueprint('00000000-0000-0000-0000-00000000000a')), '[]',
  'nothing differs from its own export');
select is(core.compare_blueprint('00000000-0000-0000-0000-00000000000a', '{"objects": []}'), '[]', 'nor from the least blueprint');
select results_eq($$ select * from pg_temp.steps('{"objects": [
    {"nameSingular": "order", "namePlural": "orders", "indexes": [{"fields": ["item"]}], "fields": [
      {"name": "no", "type": "TEXT"}, {"name": "item", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "item"}}]},
    {"nameSingular": "note", "labelSingular": "Remark", "fields": [{"name": "title", "label": "T"}]},
    {"nameSingular": "item", "namePlural": "items"}]}') $$,
  $$ values ('UPDATE_OBJECT', '{note}'::text[]), ('CREATE_OBJECT', '{order,item}'), ('UPDATE_FIELD', '{title}'), ('CREATE_FIELD', '{no,item}'),
    ('CREATE_INDEX', '{"[\"item\"]"}') $$, 'steps in the order in which they can be written, rows in that of the blueprint');
select is((select count(*) from core."objectMetadata" where "isCustom"), 0::bigint, 'nothing is written');
select results_eq($$ select * from pg_temp.steps('{"objects": [
    {"nameSingular": "link", "namePlural": "links", "fields": [{"name": "task", "type": "RELATION", "isNullable": false,
      "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "task", "onDelete": "CASCADE"}}, {"name": "size", "type": "NUMBER"}]},
    {"nameSingular": "task", "fields": [{"name": "notes", "type": "RELATION", "settings": {"relationType": "MANY_TO_MANY",
      "relationTargetObject": "note", "junctionObjectName": "link"}}]}]}') $$,
  $$ values ('CREATE_FIELD', '{notes}'::text[]) $$, 'a junction object comes with its field');
select results_eq($$ select s ->> 'step', s -> 'rows' -> 0 ->> 'objectMetadataId' = s -> 'rows' -> 1 ->> 'objectMetadataId'
    from jsonb_array_elements(core.compare_blueprint('00000000-0000-0000-0000-00000000000a', '{"objects": [{"nameSingular": "a", "namePlural": "as",
      "fields": [{"name": "x", "type": "TEXT"}, {"name": "y", "type": "TEXT"}]}]}')) s where s ->> 'step' = 'CREATE_FIELD' $$,
  $$ values ('CREATE_FIELD', true) $$, 'new rows know each other''s ids');

insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural") values ('00000000-0000-0000-0000-00000000000a', 'shelf', 'shelves');
insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type)
select "workspaceId", id, 'place', 'TEXT' from core."objectMetadata" where "nameSingular" = 'shelf';
insert into core."indexMetadata" ("workspaceId", "objectMetadataId", fields)
select "workspaceId", id, '{place,createdAt}' from core."objectMetadata" where "nameSingular" = 'shelf';
insert into workspace_a.shelf (place) values ('left');
select results_eq($$ select step, cardinality(names) from pg_temp.steps('{"objects": [{"nameSingular": "shelf", "namePlural": "shelves"}]}') $$,
  $$ values ('LOSE', 1), ('DELETE_INDEX', 1), ('DELETE_FIELD', 1) $$, 'losses first, each row once');

select throws_ok($$ select core.compare_blueprint('00000000-0000-0000-0000-00000000000a', '{"objects": [{"nameSingular": "a", "namePlural": "as"}, {}]}') $$,
  'MC702', 'the blueprint is not valid at objects[1].nameSingular', 'a malformed blueprint');
select throws_ok($$ select core.compare_blueprint('00000000-0000-0000-0000-00000000000a', '{"objects": [
    {"nameSingular": "task", "fields": [
      {"name": "a", "type": "RELATION", "settings": {"relationType": "MANY_TO_MANY", "relationTargetObject": "two", "junctionObjectName": "one"}},
      {"name": "b", "type": "RELATION", "settings": {"relationType": "MANY_TO_MANY", "relationTargetObject": "one", "junctionObjectName": "two"}}]},
    {"nameSingular": "one", "namePlural": "ones"}, {"nameSingular": "two", "namePlural": "twos"}]}') $$,
  'MC702', 'the blueprint is not valid at objects', 'junction objects that wait for each other');
select throws_ok($$ select core.compare_blueprint('00000000-0000-0000-0000-00000000000a', '{"objects": [{"nameSingular": "note", "labelIdentifierField": "x"}]}') $$,
  'MC702', 'the blueprint is not valid at objects[0].labelIdentifierField', 'an identifier that is nowhere');
select results_eq($$ select * from pg_temp.steps('{"objects": [], "roles": [{"name": "USER", "canDestroyAllObjectRecords": true}, {"name": "GUEST"}]}')
    where step like '%ROLE' $$,
  $$ values ('CREATE_ROLE', '{GUEST}'::text[]), ('UPDATE_ROLE', '{USER}') $$, 'roles');
select throws_ok($$ select core.compare_blueprint('00000000-0000-0000-0000-00000000000f', '{"objects": []}') $$, 'MC401',
  'workspace 00000000-0000-0000-0000-00000000000f does not exist', 'no such workspace');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
select throws_ok($$ select core.compare_blueprint('00000000-0000-0000-0000-00000000000b', '{"objects": []}') $$, 'MC402',
  'workspace 00000000-0000-0000-0000-00000000000b is not the claimed one', 'another than the claimed one');
set local role core_settings;
select is(core.compare_blueprint('00000000-0000-0000-0000-00000000000a', '{"objects": [{"nameSingular": "note"}]}') -> 0 ->> 'step', 'LOSE',
  'whoever changes metadata may ask, of tables that they do not read');
set local role core_reader;
select throws_ok($$ select core.compare_blueprint('00000000-0000-0000-0000-00000000000a', '{"objects": []}') $$, '42501', null,
  'who only reads it may not');
