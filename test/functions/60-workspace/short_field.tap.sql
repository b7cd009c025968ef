-- A field of a blueprint without what goes without saying: what full_field() fills in goes, and nothing else.
select plan(17);

create temp table object (object jsonb);
insert into object values ('{"nameSingular": "order", "namePlural": "orders", "labelSingular": "Order", "labelPlural": "All orders"}');
create temp table field (short jsonb, what text);
insert into field values
  ('{"name": "unitPrice", "type": "NUMBER"}', 'a type alone'),
  ('{"name": "a", "type": "TEXT", "label": "L", "description": "d", "icon": "i", "defaultValue": "x", "isNullable": false, "isUnique": true,
    "isActive": false, "settings": {"maxLength": 5}}', 'everything'),
  ('{"name": "a", "type": "BOOLEAN", "defaultValue": false}', 'a default that is false'),
  ('{"name": "a", "type": "SELECT", "settings": {"options": [{"value": "A", "label": "a"}]}}', 'options'),
  ('{"name": "a", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "item"}}', 'a relation'),
  ('{"name": "a", "type": "RELATION", "settings": {"relationType": "ONE_TO_MANY", "relationTargetObject": "item", "onDelete": "CASCADE"}}', 'a list'),
  ('{"name": "a", "type": "RELATION", "settings": {"relationType": "ONE_TO_ONE", "relationTargetObject": "item",
    "relationTargetFieldName": "was"}}', 'a name of its inverse'),
  ('{"name": "a", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "item",
    "relationTargetFieldName": "was", "relationTargetFieldLabel": "All orders"}}', 'a label of its inverse beside it'),
  ('{"name": "a", "type": "RELATION", "settings": {"relationType": "MANY_TO_MANY", "relationTargetObject": "item",
    "junctionObjectName": "line", "relationTargetFieldLabel": "L"}, "inverse": {"description": "d"}}', 'a junction object, a label alone');
select is(compiler.short_field(compiler.full_field(short, null, object), null, object), short, what) from field, object;
select is(compiler.short_field(compiler.full_field('{"name": "a", "type": "RELATION", "settings": {"relationType": "MANY_TO_MANY",
    "relationTargetObject": "item", "junctionObjectName": "orderItem", "relationTargetFieldName": "orders", "relationTargetFieldLabel": "All orders"},
    "inverse": {"isNullable": true}, "label": "A", "isNullable": true}', null, object), null, object),
  '{"name": "a", "type": "RELATION", "settings": {"relationType": "MANY_TO_MANY", "relationTargetObject": "item"}}'::jsonb,
  'what is said for nothing') from object;

create temp table standard as select compiler.full_field('{"name": "a", "type": "SELECT", "label": "L", "defaultValue": "A",
  "settings": {"options": [{"value": "A", "label": "a"}]}}', null, object) as field, object from object;
create temp table change (short jsonb, what text);
insert into change values
  ('{"name": "a"}', 'a standard field as it comes'),
  ('{"name": "a", "label": "M"}', 'one that is relabelled'),
  ('{"name": "a", "defaultValue": null}', 'one without its default'),
  ('{"name": "a", "settings": {"options": [{"value": "B", "label": "b"}]}}', 'one with other settings, which are whole');
select is(compiler.short_field(compiler.full_field(short, field, object), field, object), short, what) from change, standard;
create temp table relation as select compiler.full_field('{"name": "a", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE",
  "relationTargetObject": "item"}}', null, object) as field, object from object;
delete from change;
insert into change values
  ('{"name": "a", "inverse": {"icon": "i"}}', 'a standard relation whose inverse has an icon'),
  ('{"name": "a", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "item", "relationTargetFieldLabel": "L"}}',
   'or another label'),
  ('{"name": "a"}', 'or neither');
select is(compiler.short_field(compiler.full_field(short, field, object), field, object), short, what) from change, relation;
