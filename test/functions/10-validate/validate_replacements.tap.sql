select plan(21);

-- Options from words: A1 is the value A of the option whose id ends in 1.
create function pg_temp.options(p_words text) returns jsonb language sql as $$
  select jsonb_build_object('options', jsonb_agg(jsonb_build_object(
    'id', '00000000-0000-0000-0000-0000000000D' || right(w, 1), 'value', left(w, -1)) order by place))
  from unnest(string_to_array(p_words, ' ')) with ordinality u (w, place)
$$;
create function pg_temp.faults_of(p_type text, p_next_type text, p_next jsonb) returns compiler.fault[] language sql as $$
  select compiler.validate_replacements('field "stage"',
    jsonb_populate_record(null::core."fieldMetadata", jsonb_build_object('type', p_type, 'settings', pg_temp.options('A1 B2 C3'))),
    jsonb_populate_record(null::core."fieldMetadata", jsonb_build_object('type', p_next_type, 'settings', p_next)))
$$;

select is(pg_temp.faults_of(type, type, pg_temp.options(next) || coalesce(jsonb_build_object('replacements', replacements::jsonb), '{}')),
  '{}', 'taken: ' || description)
from (values
  ('SELECT', 'B2 C3', '{"A": "B"}', 'by another'),
  ('SELECT', 'B2 C3', '{"A": null}', 'by null'),
  ('MULTI_SELECT', 'C3 D4', '{"A": "C", "B": "D"}', 'several, by a new one too'),
  ('SELECT', 'B1 C3', '{"B": "B"}', 'by the one that takes its value over'),
  ('SELECT', 'A4 B2 C3', '{"A": "B"}', 'of an option whose value comes again'),
  ('SELECT', 'B2 C3', '{}', 'none')
) t (type, next, replacements, description);
select is(pg_temp.faults_of('TEXT', 'TEXT', settings::jsonb), '{}', 'settings without replacements: ' || coalesce(settings, 'NULL'))
from unnest(array[null, '{"maxLength": 5}', '"replacements"', '[]']) settings;

select is(pg_temp.faults_of('SELECT', 'SELECT', pg_temp.options('B2 C3') || '{"replacements": {"A": "Z"}}'), array[row('MC203',
  'the replacements of field "stage" are not valid', 'Given: {"A": "Z"}.',
  'Give the value of an option that goes, and the value of one that stays or null, such as {"OLD": "NEW"}.')::compiler.fault], 'by one that is not there');
select is((pg_temp.faults_of(type, next_type, next::jsonb || jsonb_build_object('replacements', replacements::jsonb)))[1].sqlstate, 'MC203',
  'refused: ' || description)
from (values
  ('SELECT', 'SELECT', pg_temp.options('B2 C3'), '{"A": "A"}', 'by itself'),
  ('SELECT', 'SELECT', pg_temp.options('A1 B2 C3'), '{"A": "B"}', 'of one that stays'),
  ('SELECT', 'SELECT', pg_temp.options('X1 B2 C3'), '{"A": "B"}', 'of one that is renamed'),
  ('SELECT', 'SELECT', pg_temp.options('B2 C3'), '{"Z": "B"}', 'of one that never was'),
  ('SELECT', 'SELECT', pg_temp.options('B2 C3'), '{"A": 5}', 'by a number'),
  ('SELECT', 'SELECT', pg_temp.options('B2 C3'), '{"A": ["B"]}', 'by an array'),
  ('SELECT', 'SELECT', pg_temp.options('B2 C3'), '"A"', 'a string'),
  ('SELECT', 'SELECT', pg_temp.options('B2 C3'), 'null', 'JSON null'),
  ('SELECT', 'MULTI_SELECT', pg_temp.options('B2 C3'), '{"A": "B"}', 'along with a new type'),
  ('SELECT', 'SELECT', '{"options": {"value": "B"}}', '{"A": "B"}', 'options that are no array')
) t (type, next_type, next, replacements, description);
