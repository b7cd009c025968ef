select plan(12);

-- Options from words: A1 is the value A of the option whose id ends in 1.
create function pg_temp.options(p_words text) returns jsonb language sql as $$
  select jsonb_build_object('options', jsonb_agg(jsonb_build_object(
    'id', '00000000-0000-0000-0000-0000000000d' || right(w, 1), 'value', left(w, -1)) order by place))
  from unnest(string_to_array(p_words, ' ')) with ordinality u (w, place)
$$;

select is(
  compiler.option_replacements(pg_temp.options(previous), pg_temp.options(next) || extra::jsonb), wanted::jsonb, description)
from (values
  ('A1 B2', 'A1 B2', '{}', '{}', 'nothing changes'),
  ('A1 B2', 'B2 A1 C3', '{}', '{}', 'an order and a new option change no value'),
  ('A1 B2', 'X1 B2', '{}', '{"A": "X"}', 'renamed'),
  ('A1 B2', 'B1 A2', '{}', '{"A": "B", "B": "A"}', 'swapped'),
  ('A1 B2', 'B1 C2', '{}', '{"A": "B", "B": "C"}', 'a chain'),
  ('A1 B2', 'B2', '{}', '{}', 'removed: nothing is said of its records'),
  ('A1 B2', 'B2', '{"replacements": {"A": "B"}}', '{"A": "B"}', 'removed and replaced'),
  ('A1 B2', 'B2', '{"replacements": {"A": null}}', '{"A": null}', 'removed and emptied'),
  ('A1 B2', 'A3 B2', '{}', '{}', 'another option of the same value takes its records'),
  ('A1 B2', 'X1 B2', '{"replacements": {"A": "B"}}', '{"A": "X"}', 'a name goes before a replacement')
) t (previous, next, extra, wanted, description);
select is(compiler.option_replacements('{"options": [{"id": "00000000-0000-0000-0000-0000000000D1", "value": "A"}]}', pg_temp.options('X1')),
  '{"A": "X"}', 'ids are uuids, however they are written');
select is(compiler.option_replacements(null, '{"maxLength": 5}'), '{}', 'settings without options');
