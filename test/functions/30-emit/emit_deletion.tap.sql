select plan(16);

create function pg_temp.emitted(p_changes jsonb) returns compiler.statement language sql as $$
  select compiler.emit_deletion(jsonb_populate_record(null::compiler.operation, '{
    "table_name": "orderItem", "name": "unitPrice", "field_id": "6ba7b811-9dad-11d1-80b4-00c04fd430c8"}' || p_changes),
    'workspace_test')
$$;

select is((pg_temp.emitted(changes::jsonb)).sql, sql, description)
from (values
  ('{"type": "DELETE_INDEX", "name": "IDX_a"}', 'drop index workspace_test."IDX_a"', 'an index goes'),
  ('{"type": "DELETE_RELATION"}', 'alter table workspace_test."orderItem" drop constraint fk_6ba7b8119dad11d180b400c04fd430c8', 'so does a foreign key'),
  ('{"type": "DELETE_FIELD", "action": "HIDE", "previous_name": "unitPrice", "name": "deleted_1"}',
   'alter table workspace_test."orderItem" rename column "unitPrice" to deleted_1', 'a column is hidden'),
  ('{"type": "DELETE_FIELD", "action": "HIDE_NOT_NULL", "previous_name": "unitPrice", "name": "deleted_1"}',
   'alter table workspace_test."orderItem" rename column "unitPrice" to deleted_1; '
   'alter table workspace_test."orderItem" alter column deleted_1 drop not null', 'and need not be filled'),
  ('{"type": "DELETE_FIELD", "action": "DROP"}', 'alter table workspace_test."orderItem" drop column "unitPrice"', 'or dropped'),
  ('{"type": "DELETE_OBJECT", "action": "HIDE", "previous_name": "orderItem", "table_name": "deleted_1", "expression": "a, \"B\""}',
   'alter table workspace_test."orderItem" rename to deleted_1; revoke all on workspace_test.deleted_1 from a, "B"', 'a table is hidden, without rights'),
  ('{"type": "DELETE_OBJECT", "action": "DROP", "table_name": "deleted_1"}', 'drop table workspace_test.deleted_1', 'or dropped'),
  ('{"type": "DELETE_NOTHING"}', null, 'another type has no statement, which emit_operation() reports'),
  ('{"type": "DELETE_FIELD", "action": "DROP", "name": "a\"; --", "table_name": "b\"; --"}',
   'alter table workspace_test."b""; --" drop column "a""; --"', 'hostile names are quoted')
) t (changes, sql, description);

select is((pg_temp.emitted('{"type": "DELETE_INDEX"}')).type, 'DELETE_INDEX', 'the log shows the type');
select is((pg_temp.emitted(changes::jsonb)).ids, ids::jsonb, description)
from (values
  ('{"type": "DELETE_FIELD", "action": "DROP", "object_id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}',
   '{"objectId": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "fieldId": "6ba7b811-9dad-11d1-80b4-00c04fd430c8"}', 'and the ids'),
  ('{"type": "DELETE_INDEX", "field_id": null, "index_id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}',
   '{"indexId": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}', 'those that there are')
) t (changes, ids, description);
select is((pg_temp.emitted(changes::jsonb)).table_name, 'workspace_test.' || table_name, 'the table is to be locked: ' || changes)
from (values
  ('{"type": "DELETE_FIELD", "action": "DROP"}', '"orderItem"'),
  ('{"type": "DELETE_OBJECT", "action": "DROP", "table_name": "deleted_1"}', 'deleted_1'),
  ('{"type": "DELETE_OBJECT", "action": "HIDE", "previous_name": "orderItem", "table_name": "deleted_1"}', '"orderItem"'),
  ('{"type": "DELETE_RELATION"}', '"orderItem"')
) t (changes, table_name);
