-- What differs between two states of a column, in an order that can run.
select plan(13);

create function pg_temp.changed(p_previous jsonb, p_next jsonb) returns text language sql as $$
  select (select string_agg(concat_ws(' ', o.action, o.expression), ', ' order by o.ordinality) from unnest(
    compiler.plan_column_change((compiler.plan_field(p, 'book', false))[1], (compiler.plan_field(n, 'book', false))[1], p, n)) with ordinality o)
  from (select f || p_previous as previous, f || p_previous || p_next as next from (select '{"id": "00000000-0000-0000-0000-0000000000c1",
      "objectMetadataId": "00000000-0000-0000-0000-0000000000b1", "name": "x", "isActive": true, "isNullable": true, "isUnique": false}'::jsonb) t (f)) s,
    jsonb_populate_record(null::core."fieldMetadata", previous) p, jsonb_populate_record(null::core."fieldMetadata", next) n
$$;
select is(pg_temp.changed(previous::jsonb, next::jsonb), actions, description)
from (values
  ('{"type": "RATING", "defaultValue": 3}', '{"label": "new", "description": "new", "isUnique": true}', null, 'nothing of the column'),
  ('{"type": "RATING"}', '{"settings": {"max": 3}}', 'DROP_CHECK, ADD_CHECK', 'its check alone'),
  ('{"type": "TEXT"}', '{"defaultValue": "a"}', 'SET_DEFAULT', 'a first default'),
  ('{"type": "TEXT", "defaultValue": "a"}', '{"defaultValue": "b"}', 'DROP_DEFAULT, SET_DEFAULT', 'another default'),
  ('{"type": "TEXT", "defaultValue": "a"}', '{"defaultValue": null}', 'DROP_DEFAULT', 'no default'),
  ('{"type": "TEXT"}', '{"isNullable": false}', 'SET_NOT_NULL', 'not null'),
  ('{"type": "TEXT"}', '{"isNullable": false, "defaultValue": "a"}', 'SET_DEFAULT, FILL_DEFAULT, SET_NOT_NULL', 'filled, before it is'),
  ('{"type": "TEXT", "isNullable": false}', '{"isNullable": true}', 'DROP_NOT_NULL', 'null'),
  ('{"type": "TEXT", "isNullable": false}', '{"isActive": false}', 'DROP_NOT_NULL', 'hidden: it cannot be given a value'),
  ('{"type": "TEXT"}', '{"settings": {"maxLength": 5}}', 'SET_TYPE', 'a shorter type, without a conversion'),
  ('{"type": "EMAIL", "defaultValue": "a@b.org"}', '{"type": "TEXT"}', 'DROP_CHECK, DROP_DEFAULT, SET_DEFAULT', 'another field type of the same column type'),
  ('{"type": "TEXT", "defaultValue": "1"}', '{"type": "NUMBER", "defaultValue": 1}',
   'DROP_DEFAULT, SET_TYPE x::text::numeric, SET_DEFAULT, ADD_CHECK', 'another type: its default goes before and comes after'),
  ('{"type": "SELECT", "settings": {"options": [{"id": "00000000-0000-0000-0000-0000000000f1", "value": "A"}]}}',
   '{"settings": {"options": [{"id": "00000000-0000-0000-0000-0000000000f1", "value": "B"}]}}',
   $$DROP_CHECK, SET_VALUES case when '{"A": "B"}'::jsonb ? x then '{"A": "B"}'::jsonb ->> x else x end, ADD_CHECK$$,
   'values follow while the check is away')
) t (previous, next, actions, description);
