select plan(5);

create function pg_temp.emitted(p_changes jsonb) returns compiler.statement language sql as $$
  select compiler.emit_index_change(jsonb_populate_record(null::compiler.operation, '{
    "type": "UPDATE_INDEX", "table_name": "orderItem", "previous_name": "IDX_a", "name": "IDX_b",
    "object_id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}' || p_changes), 'workspace_test')
$$;

select is((pg_temp.emitted('{}')).sql, 'alter index workspace_test."IDX_a" rename to "IDX_b"', 'an index gets its new name');
select is((pg_temp.emitted('{"name": "b\"; --", "previous_name": "a\"; --"}')).sql,
  'alter index workspace_test."a""; --" rename to "b""; --"', 'hostile names are quoted');
select is((pg_temp.emitted('{}')).type, 'UPDATE_INDEX', 'the log shows the type');
select is((pg_temp.emitted(changes::jsonb)).ids, ids::jsonb, 'and the ids: ' || ids)
from (values
  ('{"field_id": "6ba7b811-9dad-11d1-80b4-00c04fd430c8"}',
   '{"objectId": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "fieldId": "6ba7b811-9dad-11d1-80b4-00c04fd430c8"}'),
  ('{"index_id": "6ba7b811-9dad-11d1-80b4-00c04fd430c8"}',
   '{"objectId": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "indexId": "6ba7b811-9dad-11d1-80b4-00c04fd430c8"}')
) t (changes, ids);
