select plan(8);

-- Options from words: A1 is the value A of the option whose id ends in 1.
create function pg_temp.options(p_words text) returns jsonb language sql as $$
  select jsonb_build_object('options', jsonb_agg(jsonb_build_object(
    'id', '00000000-0000-0000-0000-0000000000d' || right(w, 1), 'value', left(w, -1)) order by place))
  from unnest(string_to_array(p_words, ' ')) with ordinality u (w, place)
$$;

select is(
  compiler.taken_option_values(pg_temp.options(previous), pg_temp.options(next) || extra::jsonb), wanted::text[], description)
from (values
  ('A1 B2', 'B1', '{}', '{B}', 'renamed to the value of an option that is gone'),
  ('A1 B2 C3 D4', 'D1 C2', '{}', '{C,D}', 'two such values, in order'),
  ('A1 B2', 'B1', '{"replacements": {"B": "B"}}', '{}', 'not when a replacement says what becomes of it'),
  ('A1 B2', 'B1 A2', '{}', '{}', 'a swap takes none: both options are there'),
  ('A1 B2', 'B1 C2', '{}', '{}', 'nor does a chain'),
  ('A1 B2', 'A1 B3', '{}', '{}', 'a new option of the same value has the records'),
  ('A1 B2', 'A1', '{}', '{}', 'an option that is gone, its value too')
) t (previous, next, extra, wanted, description);
select is(compiler.taken_option_values(null, '{"maxLength": 5}'), '{}', 'settings without options');
