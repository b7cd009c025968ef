select plan(12);

-- Options from words: A1 is the value A of the option whose id ends in 1.
create function pg_temp.options(p_words text) returns jsonb language sql as $$
  select jsonb_build_object('options', jsonb_agg(jsonb_build_object(
    'id', '00000000-0000-0000-0000-0000000000d' || right(w, 1), 'value', left(w, -1)) order by place))
  from unnest(string_to_array(p_words, ' ')) with ordinality u (w, place)
$$;

select is(
  compiler.default_with_renamed_options(value::jsonb, pg_temp.options('A1 B2 C3'), pg_temp.options(next) || extra::jsonb),
  wanted::jsonb, description)
from (values
  ('"A"', 'X1 B2 C3', '{}', '"X"', 'follows a new name'),
  ('"A"', 'B1 A2 C3', '{}', '"B"', 'follows a swap'),
  ('"B"', 'X1 B2 C3', '{}', '"B"', 'stays with an option that stays'),
  ('"A"', 'B2 C3', '{}', '"A"', 'stays with one that is gone: the validate pass refuses it'),
  ('"A"', 'B2 C3', '{"replacements": {"A": "C"}}', '"C"', 'follows a replacement'),
  ('"A"', 'B2 C3', '{"replacements": {"A": null}}', null, 'goes with a replacement by null'),
  ('["A", "B"]', 'B1 A2 C3', '{}', '["B", "A"]', 'of several, in order'),
  ('["A", "C"]', 'B2 C3', '{"replacements": {"A": "C"}}', '["C"]', 'of several, none twice'),
  ('["A", "B"]', 'B2 C3', '{"replacements": {"A": null}}', '["B"]', 'of several, but for null'),
  ('["A"]', 'B2 C3', '{"replacements": {"A": null}}', '[]', 'of several, until none is left'),
  (null, 'X1 B2 C3', '{}', null, 'none stays none'),
  ('[]', 'X1 B2 C3', '{}', '[]', 'an empty one stays empty')
) t (value, next, extra, wanted, description);
