select plan(19);

create function pg_temp.known(p_settings jsonb) returns jsonb language sql as $$
  select compiler.settings_with_known_options(p_settings, '{"options": [
    {"id": "00000000-0000-0000-0000-0000000000d1", "value": "A", "label": "a"},
    {"id": "00000000-0000-0000-0000-0000000000d2", "value": "B", "label": "b"}]}')
$$;

select is(pg_temp.known(settings::jsonb), settings::jsonb, description || ' stays as it is')
from (values
  (null, 'null'), ('null', 'JSON null'), ('"options"', 'a string'), ('[{"options": []}]', 'an array'), ('{}', 'no options'),
  ('{"options": null}', 'options null'), ('{"options": "A"}', 'options that are a string'), ('{"options": []}', 'an empty array'),
  ('{"options": ["A", 5, null, []]}', 'what is no object'), ('{"options": [{"value": "C"}, {"value": null}, {}]}', 'a new value'),
  ('{"options": [{"value": "A", "id": "x"}, {"value": "B", "id": 5}]}', 'a malformed id')
) t (settings, description);
select is(compiler.settings_with_known_options('{"options": [{"value": "A"}]}', previous::jsonb), '{"options": [{"value": "A"}]}',
  'nothing is known from ' || coalesce(previous, 'NULL'))
from unnest(array[null, '{"maxLength": 5}', '{"options": "A"}']) previous;

select is(
  pg_temp.known('{"other": 1, "options": [{"value": "B", "label": "new"}, {"value": "A", "id": null}, {"value": "C"}]}'),
  '{"other": 1, "options": [{"value": "B", "label": "new", "id": "00000000-0000-0000-0000-0000000000d2"},
    {"value": "A", "id": "00000000-0000-0000-0000-0000000000d1"}, {"value": "C"}]}',
  'a known value has its id; order and all else stay');
select is(
  pg_temp.known('{"options": [{"value": "A", "id": "00000000-0000-0000-0000-0000000000d9"}]}') #>> '{options,0,id}',
  '00000000-0000-0000-0000-0000000000d9', 'an id that is given stays');
select is(
  pg_temp.known('{"options": [{"value": "X", "id": "00000000-0000-0000-0000-0000000000D1"}, {"value": "A"}]}') #> '{options,1}',
  '{"value": "A"}', 'the id of an option that comes with it under another value is not given away');
select is(
  pg_temp.known('{"options": [{"value": "B", "id": "00000000-0000-0000-0000-0000000000d1"}, {"value": "A"}]}') #> '{options,1}',
  '{"value": "A"}', 'nor in half a swap');
select is(
  pg_temp.known('{"options": [{"value": "A"}, {"value": "A"}]}') #>> '{options,1,id}',
  '00000000-0000-0000-0000-0000000000d1', 'a value given twice has the id twice, for the validate pass to name');
