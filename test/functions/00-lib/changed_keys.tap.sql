-- What one JSON object says differently from another.
select plan(4);

select is(compiler.changed_keys('{"a": 1, "b": 2, "c": null}', '{"a": 1, "b": 3, "c": 4, "d": 5}'), '{"b": 2, "c": null}'::jsonb,
  'other values, null among them');
select is(compiler.changed_keys('{"a": null}', '{}'), '{"a": null}'::jsonb, 'null differs from nothing');
select is(compiler.changed_keys('{"a": null, "b": {"x": [1]}}', '{"b": {"x": [1]}, "a": null}'), '{}'::jsonb, 'nothing');
select is(compiler.changed_keys('{"a": 1}', null), '{"a": 1}'::jsonb, 'all of it, beside nothing');
