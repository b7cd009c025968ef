-- What a change leaves of a column, its name aside.
select plan(19);

create function pg_temp.field(p_changes jsonb) returns core."fieldMetadata" language sql as $$
  select jsonb_populate_record(null::core."fieldMetadata", '{"id": "00000000-0000-0000-0000-0000000000c1", "name": "code", "label": "Code", "type": "TEXT",
    "isActive": true, "isNullable": true, "isUnique": false, "updatedAt": "2026-01-01"}'::jsonb || p_changes)
$$;
select is(compiler.is_same_column(pg_temp.field('{}'), pg_temp.field(change)), expected, change::text)
from (values
  ('{}'::jsonb, true), ('{"label": "x"}', true), ('{"description": "x"}', true), ('{"icon": "IconX"}', true), ('{"updatedAt": "2026-01-02"}', true),
  ('{"label": "x", "description": "x", "icon": "IconX", "createdAt": "2026-01-02"}', true), ('{"label": null}', true),
  ('{"name": "x"}', true), ('{"type": "EMAIL"}', false), ('{"settings": {"maxLength": 9}}', false), ('{"settings": {}}', false),
  ('{"defaultValue": "x"}', false), ('{"isActive": false}', false), ('{"isNullable": false}', false), ('{"isUnique": true}', false),
  ('{"label": "x", "name": "x"}', true), ('{"label": "x", "isUnique": true}', false)) c (change, expected);
select is(compiler.is_same_column(pg_temp.field('{"settings": {"min": 1}}'), pg_temp.field('{"settings": {"min": 1.0}, "label": "x"}')), true, 'settings as values, not as text');
select is(compiler.is_same_column(pg_temp.field('{"type": "RELATION"}'), pg_temp.field('{"type": "RELATION", "label": "x"}')), true, 'of a relation too');
