select plan(20);

select is(compiler.settings_with_option_ids(settings::jsonb), settings::jsonb, description || ' stays as it is')
from (values
  (null, 'null'),
  ('null', 'JSON null'),
  ('{}', 'an empty object'),
  ('[]', 'an array'),
  ('[{"options": [{"value": "A"}]}]', 'an array of settings'),
  ('"options"', 'a string'),
  ('{"maxLength": 5}', 'another setting'),
  ('{"options": null}', 'options null'),
  ('{"options": "abc"}', 'options that are a string'),
  ('{"options": {"value": "A"}}', 'options that are an object'),
  ('{"options": []}', 'no option'),
  ('{"options": ["A", 1, null, [], true]}', 'what is not an object'),
  ('{"options": [{"value": "A", "id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}]}', 'an option with an id'),
  ('{"options": [{"value": "A", "id": "x"}, {"id": 5}, {"id": ""}]}', 'a malformed id')
) t (settings, description);

create temp table given as select compiler.settings_with_option_ids(
  '{"other": 1, "options": [{"value": "B", "label": "b", "color": "red"}, "odd", {"value": "A", "id": null}, {"id": "x"}]}');

select is(settings_with_option_ids -> 'other', '1', 'other settings stay') from given;
select is(
  (select jsonb_agg(case when jsonb_typeof(o) = 'object' then o - 'id' else o end)
   from given, jsonb_array_elements(settings_with_option_ids -> 'options') o),
  '[{"value": "B", "label": "b", "color": "red"}, "odd", {"value": "A"}, {}]',
  'options keep their order and all else');
select ok(
  pg_input_is_valid(settings_with_option_ids #>> '{options,0,id}', 'uuid'), 'an option without id gets a uuid') from given;
select ok(
  pg_input_is_valid(settings_with_option_ids #>> '{options,2,id}', 'uuid'), 'so does one whose id is null') from given;
select isnt(
  settings_with_option_ids #> '{options,0,id}', settings_with_option_ids #> '{options,2,id}', 'each its own') from given;
select is(settings_with_option_ids #>> '{options,3,id}', 'x', 'a malformed id beside them stays') from given;
