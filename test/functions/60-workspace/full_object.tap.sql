-- An object of a blueprint with all defaults filled in.
select plan(8);

select is(compiler.full_object('{"nameSingular": "orderItem", "namePlural": "orderItems"}'), '{"nameSingular": "orderItem",
  "namePlural": "orderItems", "labelSingular": "Order Item", "labelPlural": "Order Items", "description": null, "icon": "IconArchive",
  "isActive": true, "labelIdentifierField": null, "imageIdentifierField": null, "fields": [], "indexes": []}'::jsonb, 'what a new object gets');
select is(compiler.full_object('{"nameSingular": "a", "namePlural": "b", "labelSingular": "A", "labelPlural": "B", "description": "d", "icon": null,
    "isActive": false, "labelIdentifierField": "x", "imageIdentifierField": "y"}'), '{"nameSingular": "a", "namePlural": "b", "labelSingular": "A",
    "labelPlural": "B", "description": "d", "icon": null, "isActive": false, "labelIdentifierField": "x", "imageIdentifierField": "y",
    "fields": [], "indexes": []}'::jsonb, 'what is given');
select is((select jsonb_agg(f -> 'label') from jsonb_array_elements(compiler.full_object('{"nameSingular": "a", "namePlural": "b",
    "fields": [{"name": "y", "type": "TEXT"}, {"name": "x", "type": "TEXT", "label": "L"}]}') -> 'fields') f), '["Y", "L"]'::jsonb,
  'fields in order');
select is(compiler.full_object('{"nameSingular": "a", "namePlural": "b", "indexes": [{"fields": ["x"]}]}') -> 'indexes',
  jsonb_build_array(compiler.full_index('{"fields": ["x"]}')), 'and indexes');
select is(compiler.full_object('{"nameSingular": "a", "namePlural": "b", "labelPlural": "L", "fields": [{"name": "x", "type": "RELATION",
    "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "c"}}]}') #>> '{fields,0,settings,relationTargetFieldLabel}', 'L',
  'an inverse is labelled after the object');

create function pg_temp.note(p_object jsonb) returns jsonb language sql as
  $$ select compiler.full_object('{"nameSingular": "note"}' || p_object, compiler.standard_object('note')) $$;
select is(pg_temp.note('{"labelPlural": "Remarks"}') - '{fields}'::text[], '{"nameSingular": "note", "namePlural": "notes",
  "labelSingular": "Note", "labelPlural": "Remarks", "description": "Something to be remembered", "icon": "IconNotes", "isActive": true,
  "labelIdentifierField": null, "imageIdentifierField": null, "indexes": []}'::jsonb, 'a standard object is its own default');
select is((select jsonb_agg(f - '{type,description,icon,defaultValue,isNullable,isUnique,isActive,settings}'::text[])
    from jsonb_array_elements(pg_temp.note('{"fields": [{"name": "size", "type": "NUMBER"}, {"name": "body", "label": "Text"}]}') -> 'fields') f),
  '[{"name": "title", "label": "Title", "isStandard": true}, {"name": "body", "label": "Text"}, {"name": "size", "label": "Size"}]'::jsonb,
  'it has its standard fields, those that are not listed marked, and others after them');
select is((select jsonb_agg(f -> 'settings') from jsonb_array_elements(compiler.full_object('{"nameSingular": "task"}',
    compiler.standard_object('task')) -> 'fields') f where f ->> 'name' = 'assignee'), '[{"relationType": "MANY_TO_ONE",
    "relationTargetObject": "workspaceMember", "relationTargetFieldName": "tasks", "relationTargetFieldLabel": "Tasks", "onDelete": "SET_NULL"}]'::jsonb,
  'in full form too');
