-- A field as a blueprint has it: what full_field() makes of the blueprint that it came from.
select plan(10);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
create function pg_temp.object(p_name text) returns uuid language sql as
  $$ select id from core."objectMetadata" where "nameSingular" = p_name $$;
create function pg_temp.field(p_object text, p_name text) returns jsonb language sql as
  $$ select compiler.blueprint_field(f) from core."fieldMetadata" f where f."objectMetadataId" = pg_temp.object(p_object) and f.name = p_name $$;
insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type, label, description, icon, settings, "defaultValue", "isUnique")
select '00000000-0000-0000-0000-00000000000a', pg_temp.object('note'), f.name, f.type, f.label, f.label, f.label, f.settings, f.value, f.label is not null
from (values
  ('code', 'TEXT', 'The code', '{"maxLength": 5}'::jsonb, '"x"'::jsonb),
  ('kind', 'SELECT', null, '{"options": [{"value": "a", "label": "A", "color": null}, {"value": "b", "label": "B", "color": "red"}]}', null),
  ('waits', 'RELATION', null, null, null),
  ('topic', 'RELATION', null, jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.object('task'),
    'onDelete', 'CASCADE', 'relationTargetFieldName', 'remarks'), null),
  ('tasks', 'RELATION', null, jsonb_build_object('relationType', 'ONE_TO_MANY', 'relationTargetObjectId', pg_temp.object('task'),
    'relationTargetFieldName', 'source', 'onDelete', 'RESTRICT'), null),
  ('people', 'RELATION', null, jsonb_build_object('relationType', 'MANY_TO_MANY', 'relationTargetObjectId', pg_temp.object('person'),
    'relationTargetFieldName', 'allNotes'), null)) f (name, type, label, settings, value);

select is(pg_temp.field('note', 'code'), '{"name": "code", "type": "TEXT", "label": "The code", "description": "The code", "icon": "The code",
  "defaultValue": "x", "isNullable": true, "isUnique": true, "isActive": true, "settings": {"maxLength": 5}}'::jsonb, 'everything of a field');
select is(pg_temp.field('note', 'kind') -> 'settings', '{"options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B", "color": "red"}]}'::jsonb,
  'options without ids');
select is(pg_temp.field('note', 'title') -> 'settings', '{}', 'no settings');
select is(pg_temp.field('note', 'waits'), null, 'a relation that waits for its other side cannot be told');
select is(pg_temp.field('note', 'topic') -> 'settings', '{"relationType": "MANY_TO_ONE", "relationTargetObject": "task",
  "relationTargetFieldName": "remarks", "relationTargetFieldLabel": "Remarks", "onDelete": "CASCADE"}'::jsonb, 'a relation with its inverse');
select is(pg_temp.field('task', 'remarks') -> 'settings', '{"relationType": "ONE_TO_MANY", "relationTargetObject": "note",
  "relationTargetFieldName": "topic", "relationTargetFieldLabel": "Topic", "onDelete": "CASCADE"}'::jsonb,
  'told by the other field; onDelete is that of the column');
update core."fieldMetadata" set settings = settings || '{"onDelete": "CASCADE"}', description = 'd', icon = 'i', "isNullable" = false
where name = 'source' and "objectMetadataId" = pg_temp.object('task');
select is(pg_temp.field('note', 'tasks') -> 'settings' ->> 'onDelete', 'CASCADE', 'as it is now');
select is(pg_temp.field('note', 'tasks') -> 'inverse', '{"description": "d", "icon": "i", "isNullable": false}'::jsonb, 'and the rest of the inverse');
select is(pg_temp.field('note', 'people') -> 'settings', '{"relationType": "MANY_TO_MANY", "relationTargetObject": "person",
  "relationTargetFieldName": "allNotes", "relationTargetFieldLabel": "All Notes", "junctionObjectName": "notePerson"}'::jsonb,
  'MANY_TO_MANY with its junction object');
select is(pg_temp.field('person', 'allNotes') -> 'settings' ->> 'junctionObjectName', 'notePerson', 'the same, from the other side');
