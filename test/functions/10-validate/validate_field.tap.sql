select plan(40);

create function pg_temp.field(p_changes jsonb) returns core."fieldMetadata" language sql as $$
  select jsonb_populate_record(null::core."fieldMetadata", '{
    "name": "price", "label": "Price", "type": "NUMBER",
    "isActive": true, "isSystem": false, "isNullable": true, "isUnique": false}' || p_changes)
$$;
create function pg_temp.faults_of(p_changes jsonb) returns text[] language sql as $$
  select array(select f.sqlstate || ': ' || f.message from unnest(compiler.validate_field(pg_temp.field(p_changes))) f)
$$;

select is(pg_temp.faults_of(changes::jsonb), '{}', 'taken: ' || changes)
from (values
  ('{}'),
  ('{"name": "order"}'),
  ('{"name": "user", "label": "@omit", "description": "''; drop table x; -- $$ \n @name evil"}'),
  ('{"isUnique": true}'),
  ('{"isNullable": false}'),
  ('{"defaultValue": null}'),
  ('{"defaultValue": 5, "settings": {"min": 1, "max": 9}}'),
  ('{"type": "TEXT", "isUnique": true, "settings": {"maxLength": 5}, "defaultValue": "abc"}'),
  ('{"type": "SELECT", "isUnique": true, "settings": {"options": [{"value": "A", "label": "a"}]}, "defaultValue": "A"}'),
  ('{"type": "RELATION"}')
) t (changes);
select is(pg_temp.faults_of(changes::jsonb), array[fault], 'refused: ' || changes)
from (values
  ('{"name": "Price"}', 'MC101: field name "Price" is not a valid name'),
  ('{"name": null}', 'MC101: field name null is not a valid name'),
  ('{"name": "id"}', 'MC102: field name "id" is reserved'),
  ('{"name": "createdAt"}', 'MC102: field name "createdAt" is reserved'),
  ('{"name": "not"}', 'MC102: field name "not" is reserved'),
  ('{"label": ""}', 'MC105: field label "" is not valid'),
  ('{"label": "\u200b"}', format('MC105: field label "%s" is not valid', E'\u200b')),
  ('{"isSystem": true}', 'MC501: field "price" cannot be created as a system field or inactive'),
  ('{"isActive": false}', 'MC501: field "price" cannot be created as a system field or inactive'),
  ('{"type": "MONEY"}', 'MC201: field "price" has the unknown type "MONEY"'),
  ('{"type": "number"}', 'MC201: field "price" has the unknown type "number"'),
  ('{"type": null}', 'MC201: field "price" has the unknown type null'),
  ('{"type": "''; drop"}', 'MC201: field "price" has the unknown type "''; drop"'),
  ('{"type": "BOOLEAN", "isUnique": true}', 'MC205: field "price" of type BOOLEAN cannot be unique'),
  ('{"type": "CURRENCY", "isUnique": true}', 'MC205: field "price" of type CURRENCY cannot be unique'),
  ('{"type": "RELATION", "isUnique": true}', 'MC205: field "price" of type RELATION cannot be unique'),
  ('{"type": "MULTI_SELECT", "isUnique": true, "settings": {"options": [{"value": "A", "label": "a"}]}}',
   'MC205: field "price" of type MULTI_SELECT cannot be unique'),
  ('{"settings": {"maxLength": 5}}', 'MC202: setting "maxLength" of field "price" is not valid'),
  ('{"settings": []}', 'MC202: the settings of field "price" are not a JSON object'),
  ('{"type": "SELECT"}', 'MC203: field "price" has no options'),
  ('{"type": "SELECT", "settings": {"options": ["A"]}}', 'MC203: option 1 of field "price" is not valid'),
  ('{"defaultValue": "5"}', 'MC204: the default of field "price" does not fit'),
  ('{"defaultValue": 10, "settings": {"max": 9}}', 'MC204: the default of field "price" does not fit'),
  ('{"type": "RELATION", "defaultValue": "x"}', 'MC204: the default of field "price" does not fit'),
  ('{"type": "RELATION", "settings": {"onDelete": "set null; drop table x"}}', 'MC302: the relation of field "price" is not valid')
) t (changes, fault);

select is(
  pg_temp.faults_of('{"name": "id", "label": " ", "type": "BOOLEAN", "isUnique": true, "isSystem": true, "settings": {"a": 1, "b": 2}}'),
  array[
    'MC105: field label " " is not valid',
    'MC102: field name "id" is reserved',
    'MC501: field "id" cannot be created as a system field or inactive',
    'MC205: field "id" of type BOOLEAN cannot be unique',
    'MC202: setting "a" of field "id" is not valid',
    'MC202: setting "b" of field "id" is not valid'],
  'every fault is found');
select is(
  pg_temp.faults_of('{"type": "MONEY", "settings": {"a": 1}, "defaultValue": "x"}'),
  array['MC201: field "price" has the unknown type "MONEY"'],
  'settings and default of an unknown type are not judged');
select is(
  pg_temp.faults_of('{"settings": {"max": "9"}, "defaultValue": "x"}'),
  array['MC202: setting "max" of field "price" is not valid'],
  'a default is not judged by settings that are malformed');
select is(
  (compiler.validate_field(pg_temp.field('{"type": "MONEY"}')))[1].hint,
  'Types: TEXT, NUMBER, BOOLEAN, DATE, DATE_TIME, SELECT, MULTI_SELECT, RELATION, EMAIL, PHONE, URL, RATING, CURRENCY.',
  'who gives an unknown type is told the known ones');
select is_empty(
  $$ select o ->> 'nameSingular', f ->> 'name', fault
     from jsonb_array_elements(compiler.standard_blueprint() -> 'objects') o, jsonb_array_elements(o -> 'fields') f,
       -- The target of a relation is an object of a workspace: not here.
       unnest(pg_temp.faults_of('{"label": "x"}' || case f ->> 'type' when 'RELATION' then f - 'settings' else f end)) fault $$,
  'the standard objects'' fields have no fault');
