select plan(47);

select is(compiler.validate_options('field "x"', options::jsonb), '{}', 'taken: ' || description)
from (values
  ('[{"value": "A", "label": "a"}]', 'value and label'),
  ('[{"value": "A", "label": "a", "color": "red", "id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}]', 'all four keys'),
  ('[{"value": "A", "label": "a", "color": null}]', 'a color that is null'),
  ('[{"value": "A", "label": "same"}, {"value": "B", "label": "same"}]', 'two labels that are equal'),
  ('[{"value": "A", "label": "a"}, {"value": "a", "label": "b"}]', 'two values that differ by case'),
  ('[{"value": "it''s $$ \\ \" {} , NULL", "label": "%s @omit"}]', 'any characters'),
  ('[{"value": "NULL", "label": "null"}]', 'the word NULL')
) t (options, description);
select is(
  compiler.validate_options('x', jsonb_build_array(jsonb_build_object(
    'value', repeat('ü', 63), 'label', repeat('🏗', 63), 'color', repeat('x', 63)))),
  '{}', 'taken: 63 characters of each');
select is(
  compiler.validate_options('x', (
    select jsonb_agg(jsonb_build_object('value', i::text, 'label', 'x', 'id', gen_random_uuid())) from generate_series(1, 1000) i)),
  '{}', 'taken: a thousand options');

select is(compiler.validate_options('field "x"', options::jsonb), array[row('MC203',
  'field "x" has no options', 'settings.options is not an array with at least one option.',
  'Give options such as [{"value": "active", "label": "Active", "color": "green"}].')::compiler.fault],
  'no options: ' || coalesce(options, 'NULL'))
from unnest(array[null, 'null', '[]', '{}', '"abc"', '5', 'true', '{"value": "A", "label": "a"}']) options;

select is(compiler.validate_options('field "x"', jsonb_build_array(option::jsonb)), array[row('MC203',
  'option 1 of field "x" is not valid', format('Given: %s.', left(option::jsonb::text, 80)),
  format('Correct the option: %s.', fault))::compiler.fault],
  'refused: ' || left(option, 60))
from (values
  ('"A"', 'it is not a JSON object'),
  ('5', 'it is not a JSON object'),
  ('null', 'it is not a JSON object'),
  ('[]', 'it is not a JSON object'),
  ('["value", "label"]', 'it is not a JSON object'),
  ('{"value": "A", "label": "a", "position": 1}', 'an option has id, value, label and color only'),
  ('{}', 'its value is not a string'),
  ('{"label": "a"}', 'its value is not a string'),
  ('{"value": null, "label": "a"}', 'its value is not a string'),
  ('{"value": 5, "label": "a"}', 'its value is not a string'),
  ('{"value": ["A"], "label": "a"}', 'its value is not a string'),
  ('{"value": "", "label": "a"}', 'its value does not have 1 to 63 characters with no blank around'),
  ('{"value": " A", "label": "a"}', 'its value does not have 1 to 63 characters with no blank around'),
  ('{"value": "A\n", "label": "a"}', 'its value does not have 1 to 63 characters with no blank around'),
  ('{"value": "' || repeat('x', 64) || '", "label": "a"}', 'its value does not have 1 to 63 characters with no blank around'),
  ('{"value": "A"}', 'its label does not have 1 to 63 characters with no blank around'),
  ('{"value": "A", "label": null}', 'its label does not have 1 to 63 characters with no blank around'),
  ('{"value": "A", "label": 5}', 'its label does not have 1 to 63 characters with no blank around'),
  ('{"value": "A", "label": "a "}', 'its label does not have 1 to 63 characters with no blank around'),
  ('{"value": "A", "label": "\u200b"}', 'its label does not have 1 to 63 characters with no blank around'),
  ('{"value": "A", "label": "a", "color": 5}', 'its color is not a string of at most 63 characters'),
  ('{"value": "A", "label": "a", "color": "' || repeat('x', 64) || '"}', 'its color is not a string of at most 63 characters'),
  ('{"value": "A", "label": "a", "id": "x"}', 'its id is not a uuid'),
  ('{"value": "A", "label": "a", "id": ""}', 'its id is not a uuid'),
  ('{"value": "A", "label": "a", "id": 5}', 'its id is not a uuid'),
  ('{"value": "A", "label": "a", "id": null}', 'its id is not a uuid')
) t (option, fault);

-- Options against one another: the hints, in order.
select is(
  array(select f.message || ': ' || f.hint from unnest(compiler.validate_options('x', options::jsonb)) f), faults, description)
from (values
  ('[{"value": "A", "label": "a"}, {"value": "B", "label": "b"}, {"value": "A", "label": "c"}]',
   array['option 1 of x is not valid: Correct the option: its value is given twice.',
         'option 3 of x is not valid: Correct the option: its value is given twice.'],
   'a value that is given twice, at both places'),
  ('[{"value": "A", "label": "a", "id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"},
     {"value": "B", "label": "b", "id": "6BA7B810-9DAD-11D1-80B4-00C04FD430C8"}]',
   array['option 1 of x is not valid: Correct the option: its id is given twice.',
         'option 2 of x is not valid: Correct the option: its id is given twice.'],
   'an id that is given twice, in another case'),
  ('[{"value": "A", "label": "a", "id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"},
     {"value": "B", "label": "b", "id": "{6ba7b8109dad11d180b400c04fd430c8}"}]',
   array['option 1 of x is not valid: Correct the option: its id is given twice.',
         'option 2 of x is not valid: Correct the option: its id is given twice.'],
   'or in another notation'),
  ('[{"value": "A", "label": "a"}, "A", {"value": "B", "label": ""}, {"value": "C", "label": "c"}]',
   array['option 2 of x is not valid: Correct the option: it is not a JSON object.',
         'option 3 of x is not valid: Correct the option: its label does not have 1 to 63 characters with no blank around.'],
   'each wrong option is named by its place')
) t (options, faults, description);
