-- A workspace as one document; applied to another one and exported again, the same text.
select plan(15);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
select is(core.export_blueprint('00000000-0000-0000-0000-00000000000a'), '{"objects": [{"nameSingular": "company"}, {"nameSingular": "person"},
  {"nameSingular": "opportunity"}, {"nameSingular": "workspaceMember"}, {"nameSingular": "task"}, {"nameSingular": "note"}],
  "roles": [{"name": "ADMIN"}, {"name": "MANAGER"}, {"name": "USER"}]}'::jsonb, 'a new workspace: what goes without saying is left out');

-- Everything that a workspace can have.
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
create function pg_temp.object(p_name text) returns uuid language sql as
  $$ select id from core."objectMetadata" where "nameSingular" = p_name and "workspaceId" = '00000000-0000-0000-0000-00000000000a' $$;
create function pg_temp.field(p_object text, p_name text) returns uuid language sql as
  $$ select id from core."fieldMetadata" where name = p_name and "objectMetadataId" = pg_temp.object(p_object) $$;
insert into core."objectMetadata" ("nameSingular", "namePlural", "labelSingular", "labelPlural", description, icon) values
  ('project', 'projects', 'Project', 'All projects', 'What we do', 'IconFolder'), ('milestone', 'milestones', null, null, '', null),
  ('tag', 'tags', null, null, null, 'IconArchive');
insert into core."fieldMetadata"
  ("objectMetadataId", name, label, type, settings, "defaultValue", "isNullable", "isUnique", description, icon)
select pg_temp.object('project'), f.* from (values
  ('title', 'Title', 'TEXT', '{"maxLength": 255}'::jsonb, '"x"'::jsonb, false, true, 'The title', 'IconText'),
  ('free', null, 'TEXT', null, null, true, false, null, null),
  ('amount', null, 'NUMBER', '{"precision": 10, "scale": 2, "min": 0, "max": 1e6}', '1.50', true, false, null, null),
  ('count', null, 'NUMBER', '{"dataType": "int"}', null, true, false, '', null),
  ('done', 'Is done', 'BOOLEAN', null, 'false', false, false, null, null),
  ('day', null, 'DATE', '{}', '"today"', true, false, null, null),
  ('at', null, 'DATE_TIME', null, '"now"', true, false, null, null),
  ('status', null, 'SELECT', '{"options": [{"value": "b", "label": "B", "color": "red"}, {"value": "it''s 100%", "label": "C", "color": null}]}',
   '"b"', true, false, null, null),
  ('labels', null, 'MULTI_SELECT', '{"options": [{"value": "x", "label": "X"}, {"value": "y", "label": "Y"}]}', '["y"]', true, false, null, null),
  ('mail', null, 'EMAIL', '{"validation": "email"}', null, true, true, null, null),
  ('phone', null, 'PHONE', null, null, true, false, null, null),
  ('url', null, 'URL', null, '"https://example.org"', true, false, null, null),
  ('stars', null, 'RATING', '{"max": 10}', '3', true, false, null, null),
  ('price', null, 'CURRENCY', '{"currencyCode": "USD", "precision": 10, "scale": 2}', '{"amount": 1, "currency": "EUR"}', true, false, null, null)
  ) f (name, label, type, settings, value, is_nullable, is_unique, description, icon);
insert into core."fieldMetadata" ("objectMetadataId", name, type, settings, "isNullable", description)
select pg_temp.object(f.object), f.name, 'RELATION', f.settings || jsonb_build_object('relationTargetObjectId', pg_temp.object(f.target)),
  f.is_nullable, f.description
from (values
  ('project', 'company', 'company', '{"relationType": "MANY_TO_ONE"}'::jsonb, true, 'Whose it is'),
  ('project', 'milestones', 'milestone', '{"relationType": "ONE_TO_MANY", "onDelete": "CASCADE"}', true, null),
  ('project', 'parent', 'project', '{"relationType": "MANY_TO_ONE", "relationTargetFieldName": "children", "onDelete": "RESTRICT"}', false, null),
  ('project', 'owner', 'workspaceMember', '{"relationType": "MANY_TO_ONE", "relationTargetFieldName": "ownedProjects",
    "relationTargetFieldLabel": "Owned"}', true, null),
  ('project', 'lead', 'workspaceMember', '{"relationType": "ONE_TO_ONE", "relationTargetFieldName": "ledProject"}', true, null),
  ('project', 'people', 'person', '{"relationType": "MANY_TO_MANY", "junctionObjectName": "assignment"}', true, null),
  ('task', 'notes', 'note', '{"relationType": "MANY_TO_MANY"}', true, null),
  ('company', 'tags', 'tag', '{"relationType": "ONE_TO_MANY"}', true, null)) f (object, name, target, settings, is_nullable, description);
-- A junction object is an object: it may have fields and be led to.
insert into core."objectMetadata" ("nameSingular", "namePlural") values ('badge', 'badges');
insert into core."fieldMetadata" ("objectMetadataId", name, type, settings) values
  (pg_temp.object('badge'), 'assignment', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.object('assignment'))),
  (pg_temp.object('badge'), 'code', 'TEXT', null), (pg_temp.object('assignment'), 'hours', 'NUMBER', null),
  (pg_temp.object('company'), 'rank', 'NUMBER', null), (pg_temp.object('tag'), 'text', 'TEXT', null);
-- Two fields that a client joins.
insert into core."fieldMetadata" ("objectMetadataId", name, type) values
  (pg_temp.object('milestone'), 'tags', 'RELATION'), (pg_temp.object('tag'), 'milestone', 'RELATION'),
  (pg_temp.object('milestone'), 'badge', 'RELATION'), (pg_temp.object('badge'), 'milestone', 'RELATION');
insert into core."relationMetadata" ("relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId") values
  ('ONE_TO_MANY', pg_temp.object('milestone'), pg_temp.field('milestone', 'tags'), pg_temp.object('tag'), pg_temp.field('tag', 'milestone')),
  ('ONE_TO_ONE', pg_temp.object('milestone'), pg_temp.field('milestone', 'badge'), pg_temp.object('badge'), pg_temp.field('badge', 'milestone'));
update core."fieldMetadata" set description = 'inverse', icon = 'IconBack', "isNullable" = false where id = pg_temp.field('milestone', 'project');
update core."fieldMetadata" set label = 'Their projects', description = 'inverse too' where id = pg_temp.field('company', 'projects');
update core."fieldMetadata" set settings = settings || '{"onDelete": "RESTRICT"}' where id = pg_temp.field('tag', 'company');
insert into core."indexMetadata" ("objectMetadataId", fields, "isUnique", "where", "indexType") values
  (pg_temp.object('project'), '{status,companyId}', false, '"deletedAt" IS NULL', 'BTREE'),
  (pg_temp.object('project'), '{title,createdAt}', true, null, 'BTREE'), (pg_temp.object('project'), '{labels}', false, null, 'GIN'),
  (pg_temp.object('milestone'), '{projectId,position}', false, null, 'BTREE'), (pg_temp.object('company'), '{rank,name}', false, null, 'BTREE');
update core."objectMetadata" set "labelIdentifierFieldMetadataId" = pg_temp.field('project', 'title') where id = pg_temp.object('project');
update core."objectMetadata" set "imageIdentifierFieldMetadataId" = pg_temp.field('company', 'domainName'), "labelSingular" = 'Firm',
  "labelPlural" = 'Firms', description = null, icon = 'IconFirm' where id = pg_temp.object('company');
update core."objectMetadata" set "isActive" = false where "nameSingular" in ('tag', 'note') and "workspaceId" = '00000000-0000-0000-0000-00000000000a';
update core."objectMetadata" set "labelPlural" = 'People at work', "namePlural" = 'workers' where id = pg_temp.object('assignment');
update core."fieldMetadata" set "isActive" = false
where id in (pg_temp.field('project', 'phone'), pg_temp.field('project', 'owner'), pg_temp.field('task', 'body'));
update core."fieldMetadata" set label = 'Phase', settings = jsonb_set(settings, '{options,0,label}', '"Brand new"')
where id = pg_temp.field('opportunity', 'stage');
update core."fieldMetadata" set "defaultValue" = null where id = pg_temp.field('task', 'status');
update core."fieldMetadata" set label = 'Staff' where id = pg_temp.field('company', 'people');

create temp table export on commit drop as select core.export_blueprint('00000000-0000-0000-0000-00000000000a') as blueprint;
select is((select blueprint::text from export), core.export_blueprint('00000000-0000-0000-0000-00000000000a')::text, 'the same text each time');
select is(compiler.validate_blueprint(blueprint), '{}', 'it is a blueprint') from export;
select ok(blueprint::text !~ '[0-9a-f]{8}-[0-9a-f]{4}-', 'without ids') from export;
select is((select jsonb_agg(o -> 'nameSingular') from jsonb_array_elements(blueprint -> 'objects') o), '["company", "person", "opportunity",
  "workspaceMember", "task", "note", "project", "milestone", "tag", "badge", "taskNote", "assignment"]'::jsonb,
  'in the order of creation, junction objects in that of their fields') from export;
create function pg_temp.told(p_object text) returns jsonb language sql as
  $$ select o from export, jsonb_array_elements(blueprint -> 'objects') o where o ->> 'nameSingular' = p_object $$;
select is(pg_temp.told('company'), '{"nameSingular": "company", "labelSingular": "Firm", "labelPlural": "Firms", "description": null, "icon": "IconFirm",
  "imageIdentifierField": "domainName", "indexes": [{"fields": ["rank", "name"]}], "fields": [
    {"name": "tags", "type": "RELATION", "settings": {"relationType": "ONE_TO_MANY", "relationTargetObject": "tag", "onDelete": "RESTRICT",
      "relationTargetFieldLabel": "Company"}},
    {"name": "rank", "type": "NUMBER"}]}'::jsonb, 'of a standard object what was changed');
select is(pg_temp.told('person'), '{"nameSingular": "person", "fields": [{"name": "company", "settings": {"relationType": "MANY_TO_ONE",
  "relationTargetObject": "company", "relationTargetFieldLabel": "Staff"}}]}'::jsonb, 'an inverse is told with the field that it came with');
select is(pg_temp.told('task') -> 'fields', '[{"name": "body", "isActive": false}, {"name": "status", "defaultValue": null},
  {"name": "notes", "type": "RELATION", "settings": {"relationType": "MANY_TO_MANY", "relationTargetObject": "note"}}]'::jsonb, 'null is said where there was a default');
select is(pg_temp.told('milestone') -> 'indexes', '[{"fields": ["projectId", "position"]}]', 'the fields of an index are columns');
select is(pg_temp.told('milestone') -> 'fields', '[{"name": "tags", "type": "RELATION", "settings": {"relationType": "ONE_TO_MANY",
  "relationTargetObject": "tag"}}]'::jsonb, 'of two fields that a client joined the first is told, ONE_TO_ONE by its column');

-- The round trip.
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000b';
select ok(core.apply_blueprint('00000000-0000-0000-0000-00000000000b', blueprint) > 100, 'applied to a new workspace') from export;
select is(core.export_blueprint('00000000-0000-0000-0000-00000000000b')::text, blueprint::text, 'it gives the same text again') from export;
select is(core.apply_blueprint('00000000-0000-0000-0000-00000000000b', blueprint), 0, 'and there is nothing left to do') from export;

select throws_ok($$ select core.export_blueprint('00000000-0000-0000-0000-00000000000a') $$, 'MC402',
  'workspace 00000000-0000-0000-0000-00000000000a is not the claimed one', 'another workspace');
set local role core_reader;
select is(core.export_blueprint('00000000-0000-0000-0000-00000000000b') ? 'objects', true, 'whoever reads the metadata may export it');
