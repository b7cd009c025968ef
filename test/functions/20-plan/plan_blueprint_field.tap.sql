-- How a field becomes what a blueprint says.
select plan(13);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
create function pg_temp.object(p_name text) returns uuid language sql as
  $$ select id from core."objectMetadata" where "nameSingular" = p_name $$;
insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type, settings)
select '00000000-0000-0000-0000-00000000000a', pg_temp.object('note'), f.name, f.type, f.settings from (values
  ('size', 'NUMBER', null::jsonb),
  ('kind', 'SELECT', '{"options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B", "color": "red"}]}'),
  ('topic', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.object('task')))
  ) f (name, type, settings);
insert into workspace_a.note (size, kind) values (5, 'a'), (null, null);
create function pg_temp.field(p_object text, p_name text) returns core."fieldMetadata" language sql as
  $$ select f from core."fieldMetadata" f where f."objectMetadataId" = pg_temp.object(p_object) and f.name = p_name $$;
-- The changes, of whole rows what differs from the row that there is.
create function pg_temp.plan(p_object text, p_field text, p_change jsonb) returns setof jsonb language sql as $$
  select jsonb_build_object(c ->> 'step', case c ->> 'step' when 'LOSE' then c -> 'row' ->> 'subject' || ': ' || (c -> 'row' ->> 'reason')
      when 'UPDATE_FIELD' then null end,
    'row', case c ->> 'step' when 'UPDATE_FIELD' then (
      select compiler.changed_keys(c -> 'row', to_jsonb(f)) || jsonb_build_object('name', c -> 'row' -> 'name')
      from core."fieldMetadata" f where f.id = (c -> 'row' ->> 'id')::uuid) end)
  from jsonb_array_elements(compiler.plan_blueprint_field(pg_temp.field(p_object, p_field),
    compiler.blueprint_field(pg_temp.field(p_object, p_field)) || p_change)) c
$$;

select is_empty($$ select pg_temp.plan('note', 'size', '{}') $$, 'it is that already');
select is_empty($$ select pg_temp.plan('note', 'kind', '{"replacements": {"old": "a"}, "isStandard": true}') $$, 'marks are no difference');
select set_eq($$ select pg_temp.plan('note', 'size', '{"label": "Extent", "icon": "I", "isActive": false}') $$,
  $$ values ('{"UPDATE_FIELD": null, "row": {"name": "size", "label": "Extent", "icon": "I", "isActive": false}}'::jsonb) $$, 'what changes');
select set_eq($$ select pg_temp.plan('note', 'size', '{"settings": {"dataType": "int"}}') $$,
  $$ values ('{"UPDATE_FIELD": null, "row": {"name": "size", "settings": {"dataType": "int"}}}'::jsonb) $$, 'settings: nothing is lost by those');
select set_eq($$ select pg_temp.plan('note', 'size', '{"type": "TEXT"}') $$,
  $$ values ('{"LOSE": "note.size: 1 value becomes TEXT from NUMBER", "row": null}'::jsonb),
    ('{"UPDATE_FIELD": null, "row": {"name": "size", "type": "TEXT", "settings": {}}}') $$, 'another type of column rewrites the values');
select set_eq($$ select pg_temp.plan('note', 'kind', '{"type": "TEXT", "settings": {}}') $$,
  $$ values ('{"UPDATE_FIELD": null, "row": {"name": "kind", "type": "TEXT", "settings": {}}}'::jsonb) $$, 'another type of field alone does not');
select set_eq($$ select pg_temp.plan('note', 'kind', '{"settings": {"options": [{"value": "a", "label": "Aa"}]}}') $$,
  $$ values ('{"UPDATE_FIELD": null, "row": {"name": "kind", "settings": {"options": [{"value": "a", "label": "Aa"}]}}}'::jsonb) $$,
  'options that no record has');
select set_eq($$ select pg_temp.plan('note', 'kind', '{"settings": {"options": [{"value": "b", "label": "B"}]}}') $$,
  $$ values ('{"LOSE": "note.kind: 1 record has an option that goes", "row": null}'::jsonb),
    ('{"UPDATE_FIELD": null, "row": {"name": "kind", "settings": {"options": [{"value": "b", "label": "B"}], "replacements": {"a": null}}}}') $$,
  'options that a record has');
select set_eq($$ select pg_temp.plan('note', 'kind', '{"settings": {"options": [{"value": "b", "label": "B"}]}, "replacements": {"a": "b"}}') $$,
  $$ values ('{"UPDATE_FIELD": null, "row": {"name": "kind", "settings": {"options": [{"value": "b", "label": "B"}], "replacements": {"a": "b"}}}}'::jsonb) $$,
  'and their replacements');

select set_eq($$ select pg_temp.plan('note', 'topic', '{"description": "d", "inverse": {"description": "i", "icon": null, "isNullable": true}}') $$,
  $$ values ('{"UPDATE_FIELD": null, "row": {"name": "topic", "description": "d"}}'::jsonb),
    ('{"UPDATE_FIELD": null, "row": {"name": "notes", "description": "i"}}') $$, 'a relation: both fields');
select set_eq($$ select pg_temp.plan('note', 'topic', jsonb_build_object('settings',
    compiler.blueprint_field(pg_temp.field('note', 'topic')) -> 'settings' || '{"relationTargetFieldName": "remarks", "relationTargetFieldLabel": "R"}')) $$,
  $$ values ('{"UPDATE_FIELD": null, "row": {"name": "remarks", "label": "R"}}'::jsonb) $$, 'names of the inverse');
select set_eq($$ select pg_temp.plan('task', 'notes', jsonb_build_object('settings',
    compiler.blueprint_field(pg_temp.field('task', 'notes')) -> 'settings' || '{"onDelete": "CASCADE"}')) $$,
  $$ select jsonb_build_object('UPDATE_FIELD', null, 'row', jsonb_build_object('name', 'topic', 'settings',
       (pg_temp.field('note', 'topic')).settings || '{"onDelete": "CASCADE"}')) $$, 'onDelete goes to the field that has the column');
select set_eq($$ select pg_temp.plan('task', 'notes', '{"isActive": false}') $$,
  $$ values ('{"UPDATE_FIELD": null, "row": {"name": "topic", "isActive": false}}'::jsonb),
    ('{"UPDATE_FIELD": null, "row": {"name": "notes", "isActive": false}}') $$, 'both are switched off together');
