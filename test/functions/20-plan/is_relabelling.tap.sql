-- Changes of words alone are told from any others.
select plan(7);

create function pg_temp.changed(p_change jsonb) returns compiler.field_change language sql as $$
  select row(f, case when p_change <> 'null' then jsonb_populate_record(f, p_change) end)::compiler.field_change
  from jsonb_populate_record(null::core."fieldMetadata", '{"id": "00000000-0000-0000-0000-0000000000c1", "name": "code", "label": "Code",
    "type": "TEXT", "isActive": true, "isNullable": true, "isUnique": false, "updatedAt": "2026-01-01"}') f
$$;
select is(compiler.is_relabelling(row('{}', array(select pg_temp.changed(c) from unnest(changes) c))::compiler.changes), expected, description)
from (values
  ('{"{\"label\": \"x\"}"}'::jsonb[], true, 'a label'),
  ('{"{\"label\": \"x\"}","{\"icon\": \"IconX\"}","{\"description\": \"x\"}"}', true, 'words of several fields'),
  ('{"{\"label\": \"x\"}","{\"name\": \"x\"}"}', false, 'a name among them'),
  ('{"{\"settings\": {\"maxLength\": 9}}"}', false, 'what the column is'),
  ('{"null"}', false, 'a deleted field'),
  ('{"{\"label\": \"x\"}","null"}', false, 'one of two')
) t (changes, expected, description);
select is(
  compiler.is_relabelling(row(array[row(null, null)::compiler.object_change], array[pg_temp.changed('{"label": "x"}')])::compiler.changes),
  false, 'an object besides');
