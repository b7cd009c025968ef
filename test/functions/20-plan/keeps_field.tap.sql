-- Whether a field can become what a blueprint says.
select plan(12);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
create function pg_temp.object(p_name text) returns uuid language sql as
  $$ select id from core."objectMetadata" where "nameSingular" = p_name $$;
insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type, settings)
select '00000000-0000-0000-0000-00000000000a', pg_temp.object('note'), f.name, f.type, f.settings from (values
  ('size', 'NUMBER', null::jsonb),
  ('topic', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.object('task'))),
  ('twin', 'RELATION', jsonb_build_object('relationType', 'ONE_TO_ONE', 'relationTargetObjectId', pg_temp.object('task'))),
  ('tasks', 'RELATION', jsonb_build_object('relationType', 'MANY_TO_MANY', 'relationTargetObjectId', pg_temp.object('task'),
    'relationTargetFieldName', 'manyNotes', 'junctionObjectName', 'taskNote'))) f (name, type, settings);
create function pg_temp.keeps(p_object text, p_field text, p_expected jsonb) returns boolean language sql as $$
  select compiler.keeps_field(f, compiler.full_field(jsonb_build_object('name', p_field) || p_expected, null,
    jsonb_build_object('nameSingular', p_object, 'namePlural', p_object || 's')))
  from core."fieldMetadata" f where f."objectMetadataId" = pg_temp.object(p_object) and f.name = p_field
$$;

select ok(pg_temp.keeps('note', 'size', '{"type": "NUMBER", "settings": {"dataType": "int"}}'), 'other settings');
select ok(pg_temp.keeps('note', 'size', '{"type": "TEXT"}'), 'a type with a conversion');
select ok(not pg_temp.keeps('note', 'size', '{"type": "BOOLEAN"}'), 'one without');
select ok(pg_temp.keeps('note', 'body', '{"type": "CURRENCY"}'), 'a standard field is not to be deleted');
select ok(pg_temp.keeps('note', 'topic', '{"type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "task",
  "relationTargetFieldName": "other"}}'), 'a relation under other names');
select ok(pg_temp.keeps('task', 'notes', '{"type": "RELATION", "settings": {"relationType": "ONE_TO_MANY", "relationTargetObject": "note"}}'),
  'told by its other field');
select ok(not pg_temp.keeps('note', 'topic', '{"type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "person"}}'),
  'one that leads elsewhere');
select ok(not pg_temp.keeps('note', 'topic', '{"type": "RELATION", "settings": {"relationType": "ONE_TO_ONE", "relationTargetObject": "task"}}'),
  'or is of another kind');
select ok(not pg_temp.keeps('note', 'topic', '{"type": "TEXT"}'), 'or none');
select ok(not pg_temp.keeps('task', 'note', '{"type": "RELATION", "settings": {"relationType": "ONE_TO_ONE", "relationTargetObject": "note"}}'),
  'ONE_TO_ONE with its column on the other side');
select ok(pg_temp.keeps('note', 'tasks', '{"type": "RELATION", "settings": {"relationType": "MANY_TO_MANY", "relationTargetObject": "task",
  "junctionObjectName": "taskNote"}}'), 'MANY_TO_MANY');
select ok(not pg_temp.keeps('note', 'tasks', '{"type": "RELATION", "settings": {"relationType": "MANY_TO_MANY", "relationTargetObject": "task"}}'),
  'in another junction object');
