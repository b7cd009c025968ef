-- Settings as a blueprint has them.
select plan(5);

select is(compiler.blueprint_settings(null), '{}'::jsonb, 'none');
select is(compiler.blueprint_settings('null'), '{}'::jsonb, 'a JSON null is none too');
select is(compiler.blueprint_settings('{"maxLength": 5}'), '{"maxLength": 5}'::jsonb, 'what has no id stays');
select is(
  compiler.blueprint_settings('{"replacements": {"C": "A"}, "options": [
    {"id": "00000000-0000-0000-0000-000000000001", "value": "B", "label": "b", "color": "red"},
    {"id": "00000000-0000-0000-0000-000000000002", "value": "A", "label": "a", "color": null}]}'),
  '{"options": [{"value": "B", "label": "b", "color": "red"}, {"value": "A", "label": "a"}]}'::jsonb,
  'options in order, without ids and empty colours; replacements are of a change, not of a state');
select is(compiler.blueprint_settings('{"options": []}'), '{"options": []}'::jsonb, 'an empty list');
