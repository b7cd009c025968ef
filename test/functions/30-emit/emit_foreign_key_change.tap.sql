select plan(5);

create function pg_temp.emitted(p_changes jsonb) returns compiler.statement language sql as $$
  select compiler.emit_foreign_key_change(jsonb_populate_record(null::compiler.operation, '{
    "type": "UPDATE_RELATION", "table_name": "orderItem", "name": "orderId", "target_table": "order", "on_delete": "cascade",
    "comment": "it''s", "field_id": "6ba7b811-9dad-11d1-80b4-00c04fd430c8", "relation_id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}'
    || p_changes), 'workspace_test')
$$;

select is((pg_temp.emitted('{"action": "REPLACE"}')).sql,
  'alter table workspace_test."orderItem" drop constraint fk_6ba7b8119dad11d180b400c04fd430c8; '
  'alter table workspace_test."orderItem" add constraint fk_6ba7b8119dad11d180b400c04fd430c8 '
  'foreign key ("orderId") references workspace_test."order" (id) on delete cascade; '
  'comment on constraint fk_6ba7b8119dad11d180b400c04fd430c8 on workspace_test."orderItem" is ''it''''s''', 'the key is made anew');
select is((pg_temp.emitted('{"action": "COMMENT"}')).sql,
  'comment on constraint fk_6ba7b8119dad11d180b400c04fd430c8 on workspace_test."orderItem" is ''it''''s''', 'or has another comment');
select is((pg_temp.emitted('{"action": "REPLACE", "on_delete": "drop table x"}')).sql, null,
  'words that are not ours give no statement, which emit_operation() reports');
select is((pg_temp.emitted('{"action": "COMMENT"}')).type, 'UPDATE_RELATION', 'the log shows the type');
select is((pg_temp.emitted('{"action": "COMMENT"}')).ids ->> 'relationId', '6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'and the relation');
