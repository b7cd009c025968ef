-- Keys and JSON types at a place of a blueprint.
select plan(14);

create function pg_temp.faults(p_node jsonb, p_place text default 'x[1]') returns text[] language sql as $$
  select array(select f.message || ' ' || f.hint from unnest(compiler.validate_blueprint_node(p_place, p_node,
    '{"name": "string!", "note": "string?", "flag": "boolean", "list": "array", "what": "any"}')) f)
$$;

select is(pg_temp.faults('{"name": "a"}'), '{}', 'what may be left out');
select is(pg_temp.faults('{"name": "a", "note": null, "flag": true, "list": [], "what": null}'), '{}', 'everything');
select is(pg_temp.faults('{"name": "a", "what": {"b": 1}}'), '{}', 'any value');
select is(pg_temp.faults('{}'), array['the blueprint is not valid at x[1].name Give it: string.'], 'a key is missing');
select is(pg_temp.faults('{"name": null}'), array['the blueprint is not valid at x[1].name Give a value of JSON type string.'], 'or null');
select is(pg_temp.faults('{"name": "a", "flag": null}'),
  array['the blueprint is not valid at x[1].flag Give a value of JSON type boolean.'], 'one that may be left out is not null');
select is(pg_temp.faults('{"name": "a", "note": 5}'),
  array['the blueprint is not valid at x[1].note Give a value of JSON type string.'], 'another type');
select is(pg_temp.faults('{"name": "a", "nmae": "b"}'),
  array['the blueprint is not valid at x[1].nmae Leave it out: there is flag, list, name, note, what only.'], 'an unknown key');
select is(cardinality(pg_temp.faults('{"flag": 1, "list": {}, "other": 0}')), 4, 'all of them');
select is(pg_temp.faults('[]'), array['the blueprint is not valid at x[1] Give a JSON object.'], 'no object: an array');
select is(pg_temp.faults('"name"'), array['the blueprint is not valid at x[1] Give a JSON object.'], 'a string');
select is(pg_temp.faults(null), array['the blueprint is not valid at x[1] Give a JSON object.'], 'nothing');
select is(pg_temp.faults('{}', ''), array['the blueprint is not valid at name Give it: string.'], 'the whole document');
select is((select f.hint from unnest(compiler.validate_blueprint_node('x', '{"a": 1}', '{}')) f),
  'Leave it out: there is nothing only.', 'one that takes no keys');
