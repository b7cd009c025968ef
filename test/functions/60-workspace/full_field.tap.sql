-- A field of a blueprint with all defaults filled in.
select plan(14);

create function pg_temp.field(p_field jsonb, p_standard jsonb default null) returns jsonb language sql as $$
  select compiler.full_field(p_field, p_standard,
    '{"nameSingular": "order", "namePlural": "orders", "labelSingular": "The order", "labelPlural": "All orders"}')
$$;
select is(pg_temp.field('{"name": "unitPrice", "type": "NUMBER"}'), '{"name": "unitPrice", "type": "NUMBER", "label": "Unit Price",
  "description": null, "icon": null, "defaultValue": null, "isNullable": true, "isUnique": false, "isActive": true, "settings": {}}'::jsonb,
  'what a new field gets');
select is(pg_temp.field('{"name": "a", "type": "TEXT", "label": "L", "description": "d", "icon": "i", "defaultValue": "x", "isNullable": false,
    "isUnique": true, "isActive": false, "settings": {"maxLength": 5}}'),
  '{"name": "a", "type": "TEXT", "label": "L", "description": "d", "icon": "i", "defaultValue": "x", "isNullable": false,
    "isUnique": true, "isActive": false, "settings": {"maxLength": 5}}'::jsonb, 'what is given');
select is(pg_temp.field('{"name": "a", "type": "SELECT", "settings": {"options": [{"value": "A", "label": "a", "color": null}], "replacements": {"B": "A"}}}')
  - '{label,description,icon,defaultValue,isNullable,isUnique,isActive}'::text[],
  '{"name": "a", "type": "SELECT", "settings": {"options": [{"value": "A", "label": "a"}]}, "replacements": {"B": "A"}}'::jsonb,
  'replacements stand apart: they are of a change');

create function pg_temp.settings(p_settings jsonb) returns jsonb language sql as $$
  select pg_temp.field(jsonb_build_object('name', 'a', 'type', 'RELATION', 'settings', p_settings)) -> 'settings'
$$;
select is(pg_temp.settings('{"relationType": "MANY_TO_ONE", "relationTargetObject": "item"}'), '{"relationType": "MANY_TO_ONE",
  "relationTargetObject": "item", "relationTargetFieldName": "orders", "relationTargetFieldLabel": "All orders", "onDelete": "SET_NULL"}'::jsonb,
  'MANY_TO_ONE: its inverse is a list');
select is(pg_temp.settings('{"relationType": "ONE_TO_MANY", "relationTargetObject": "item", "onDelete": "CASCADE"}'), '{"relationType": "ONE_TO_MANY",
  "relationTargetObject": "item", "relationTargetFieldName": "order", "relationTargetFieldLabel": "The order", "onDelete": "CASCADE"}'::jsonb,
  'ONE_TO_MANY: it is one record');
select is(pg_temp.settings('{"relationType": "ONE_TO_ONE", "relationTargetObject": "item"}'), '{"relationType": "ONE_TO_ONE",
  "relationTargetObject": "item", "relationTargetFieldName": "order", "relationTargetFieldLabel": "The order", "onDelete": "SET_NULL"}'::jsonb,
  'ONE_TO_ONE as well');
select is(pg_temp.settings('{"relationType": "MANY_TO_MANY", "relationTargetObject": "item"}'), '{"relationType": "MANY_TO_MANY",
  "relationTargetObject": "item", "relationTargetFieldName": "orders", "relationTargetFieldLabel": "All orders",
  "junctionObjectName": "orderItem"}'::jsonb, 'MANY_TO_MANY: it has a junction object, and no column');
select is(pg_temp.settings('{"relationType": "MANY_TO_ONE", "relationTargetObject": "item", "relationTargetFieldName": "pastOrders"}')
  ->> 'relationTargetFieldLabel', 'Past Orders', 'a given name gives the label');
select is(pg_temp.settings('{"relationType": "MANY_TO_ONE", "relationTargetObject": "item", "relationTargetFieldLabel": "L"}')
  ->> 'relationTargetFieldLabel', 'L', 'a given label');
select is(pg_temp.field('{"name": "a", "type": "RELATION", "settings": {}, "inverse": {"icon": "i"}}') -> 'inverse',
  '{"description": null, "icon": "i", "isNullable": true}'::jsonb, 'what settings cannot say of the inverse');

select is(pg_temp.field('{"name": "a"}', pg_temp.field('{"name": "a", "type": "TEXT", "label": "L", "settings": {"maxLength": 5}}')),
  pg_temp.field('{"name": "a", "type": "TEXT", "label": "L", "settings": {"maxLength": 5}}'), 'a standard field as it comes');
select is(pg_temp.field('{"name": "a", "label": "M", "settings": {}, "description": null}',
    pg_temp.field('{"name": "a", "type": "TEXT", "label": "L", "description": "d", "settings": {"maxLength": 5}}')),
  pg_temp.field('{"name": "a", "type": "TEXT", "label": "M"}'), 'or changed; settings are one value');
select is(pg_temp.field('{"name": "a", "inverse": {"icon": "i"}}', pg_temp.field('{"name": "a", "type": "RELATION",
    "settings": {"relationType": "MANY_TO_ONE", "relationTargetFieldLabel": "L"}, "inverse": {"description": "d"}}')) -> 'inverse',
  '{"description": "d", "icon": "i", "isNullable": true}'::jsonb, 'the inverse key by key');
select is(compiler.full_field('{"name": "a"}', pg_temp.field('{"name": "a", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE"}}'),
    '{"nameSingular": "order", "namePlural": "orders", "labelPlural": "Renamed"}') -> 'settings' ->> 'relationTargetFieldLabel', 'All orders',
  'the label of a standard inverse does not follow its object''s');
