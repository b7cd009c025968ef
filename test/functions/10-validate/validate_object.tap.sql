select plan(22);

create function pg_temp.faults_of(p_changes jsonb) returns text[] language sql as $$
  select array(
    select f.sqlstate || ': ' || f.message
    from unnest(compiler.validate_object(jsonb_populate_record(null::core."objectMetadata", '{
      "nameSingular": "order", "namePlural": "orders", "labelSingular": "Order", "labelPlural": "Orders",
      "isActive": true, "isSystem": false}' || p_changes))) f)
$$;

select is(pg_temp.faults_of(changes::jsonb), '{}', 'taken: ' || description)
from (values
  ('{}', 'the guide''s order'),
  ('{"labelSingular": "Bestellung №1", "labelPlural": "Bestellung №1"}', 'labels of any text, twice the same'),
  ('{"description": "@name evil\n''; drop table x; -- $$", "icon": "''"}', 'a description of any text'),
  ('{"nameSingular": "sheep", "namePlural": "sheeps"}', 'a plural that differs by a letter'),
  (format('{"nameSingular": "%s", "namePlural": "%s"}', repeat('a', 63), repeat('b', 63)), 'names of 63 bytes')
) t (changes, description);

select is(pg_temp.faults_of(changes::jsonb), array[fault], 'refused: ' || description)
from (values
  ('{"nameSingular": "Order"}', 'MC101: object name "Order" is not a valid name', 'a malformed singular'),
  ('{"namePlural": "order items"}', 'MC101: object name "order items" is not a valid name', 'a malformed plural'),
  ('{"nameSingular": null}', 'MC101: object name null is not a valid name', 'no singular'),
  ('{"namePlural": ""}', 'MC101: object name "" is not a valid name', 'an empty plural'),
  (format('{"nameSingular": "%s"}', repeat('a', 64)), format('MC103: object name "%s" is too long', repeat('a', 64)), 'a singular of 64 bytes'),
  ('{"nameSingular": "user"}', 'MC102: object name "user" is reserved', 'a reserved singular'),
  ('{"namePlural": "queries"}', 'MC102: object name "queries" is reserved', 'a reserved plural'),
  ('{"namePlural": "order"}', 'MC104: object "order" has the same name in singular and plural', 'the same name twice'),
  ('{"nameSingular": "oRder", "namePlural": "order"}', 'MC104: object "oRder" has the same name in singular and plural', 'capitals in the singular alone'),
  ('{"namePlural": "orDer"}', 'MC104: object "order" has the same name in singular and plural', 'names that differ by case alone'),
  ('{"labelSingular": ""}', 'MC105: object label "" is not valid', 'an empty label'),
  ('{"labelPlural": null}', 'MC105: object label null is not valid', 'no label'),
  ('{"labelPlural": " Orders"}', 'MC105: object label " Orders" is not valid', 'a label with a blank before'),
  ('{"isSystem": true}', 'MC501: object "order" cannot be created as a system object or inactive', 'a system object'),
  ('{"isActive": false}', 'MC501: object "order" cannot be created as a system object or inactive', 'an inactive object')
) t (changes, fault, description);

select is(
  pg_temp.faults_of('{"nameSingular": "user", "namePlural": "User", "labelSingular": "", "labelPlural": " ", "isActive": false}'),
  array[
    'MC101: object name "User" is not a valid name',
    'MC105: object label "" is not valid',
    'MC105: object label " " is not valid',
    'MC102: object name "user" is reserved',
    'MC104: object "user" has the same name in singular and plural',
    'MC501: object "user" cannot be created as a system object or inactive'],
  'every fault is found');
select is(
  (compiler.validate_object(jsonb_populate_record(null::core."objectMetadata",
    '{"nameSingular": "user", "namePlural": "people", "labelSingular": "A", "labelPlural": "B", "isActive": true, "isSystem": false}')))[1],
  row('MC102', 'object name "user" is reserved', 'It belongs to the control plane or to GraphQL.',
    'Choose another name; the label may be any text.')::compiler.fault,
  'a reserved name says why, and what to do');
