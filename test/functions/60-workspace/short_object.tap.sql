-- An object of a blueprint without what goes without saying: what full_object() fills in goes, and nothing else.
select plan(9);

create temp table object (short jsonb, what text);
insert into object values
  ('{"nameSingular": "orderItem", "namePlural": "orderItems"}', 'names alone'),
  ('{"nameSingular": "a", "namePlural": "b", "labelSingular": "L", "labelPlural": "M", "description": "d", "icon": "i", "isActive": false,
    "labelIdentifierField": "x", "imageIdentifierField": "y"}', 'everything'),
  ('{"nameSingular": "a", "namePlural": "b", "icon": null}', 'no icon is not the default icon'),
  ('{"nameSingular": "a", "namePlural": "b", "fields": [{"name": "y", "type": "TEXT"}, {"name": "x", "type": "URL", "label": "L"}]}', 'fields'),
  ('{"nameSingular": "a", "namePlural": "b", "indexes": [{"fields": ["x"]}, {"fields": ["x"], "isUnique": true, "where": "deletedAt IS NULL"},
    {"fields": ["y"], "indexType": "GIN"}]}', 'indexes'),
  ('{"nameSingular": "note"}', 'a standard object as it comes'),
  ('{"nameSingular": "note", "labelSingular": "Remark", "description": null, "icon": "IconArchive", "isActive": false,
    "labelIdentifierField": "title"}', 'one that is changed'),
  ('{"nameSingular": "person", "fields": [{"name": "company", "inverse": {"icon": "i"}}, {"name": "size", "type": "NUMBER"}]}',
    'fields of it: those that are changed, and others');
select is(compiler.short_object(compiler.full_object(short, standard), standard), short, what)
from object cross join lateral compiler.standard_object(short ->> 'nameSingular') standard;
select is(compiler.short_object(compiler.full_object('{"nameSingular": "a", "namePlural": "b", "fields": [], "indexes": [], "isActive": true,
  "labelSingular": "A"}')), '{"nameSingular": "a", "namePlural": "b"}'::jsonb, 'what is said for nothing');
