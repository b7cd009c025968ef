-- A field that a blueprint adds.
select plan(4);

create function pg_temp.plan(p_field jsonb) returns jsonb language sql as $$
  select compiler.plan_blueprint_new_field(o, compiler.full_field(p_field, null, o), '{"order": "o1", "item": "i1"}') -> 0
  from (values ('{"nameSingular": "order", "namePlural": "orders", "labelSingular": "Order", "labelPlural": "Orders"}'::jsonb)) v (o)
$$;

select is(pg_temp.plan('{"name": "total", "type": "NUMBER"}'), '{"step": "CREATE_FIELD", "row": {"objectMetadataId": "o1", "name": "total",
  "label": "Total", "type": "NUMBER", "description": null, "icon": null, "defaultValue": null, "isNullable": true, "isUnique": false,
  "settings": null}}'::jsonb, 'a whole row');
select is(pg_temp.plan('{"name": "no", "type": "TEXT", "label": "No.", "description": "d", "icon": "i", "defaultValue": "x", "isNullable": false,
    "isUnique": true, "isActive": false, "settings": {"maxLength": 5}}') -> 'row', '{"objectMetadataId": "o1", "name": "no", "label": "No.",
  "type": "TEXT", "description": "d", "icon": "i", "defaultValue": "x", "isNullable": false, "isUnique": true, "settings": {"maxLength": 5}}'::jsonb,
  'what is given; it is switched off later, since a new one may not be');
select is(pg_temp.plan('{"name": "items", "type": "RELATION", "settings": {"relationType": "ONE_TO_MANY", "relationTargetObject": "item"},
    "inverse": {"description": "d"}}') -> 'row' -> 'settings', '{"relationType": "ONE_TO_MANY", "relationTargetObjectId": "i1"}'::jsonb,
  'a relation leads to an id, and names nothing that the compiler names so by itself');
select is(pg_temp.plan('{"name": "items", "type": "RELATION", "settings": {"relationType": "MANY_TO_MANY", "relationTargetObject": "item",
    "relationTargetFieldName": "usedIn", "relationTargetFieldLabel": "Usage", "junctionObjectName": "line"}}') -> 'row' -> 'settings',
  '{"relationType": "MANY_TO_MANY", "relationTargetObjectId": "i1", "relationTargetFieldName": "usedIn", "relationTargetFieldLabel": "Usage",
    "junctionObjectName": "line"}'::jsonb, 'what differs');
