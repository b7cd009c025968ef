select plan(11);

create function pg_temp.emitted(p_changes jsonb) returns compiler.statement language sql as $$
  select compiler.emit_table_change(jsonb_populate_record(null::compiler.operation, '{
    "type": "UPDATE_OBJECT", "table_name": "lineItem", "previous_name": "orderItem",
    "object_id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}' || p_changes), 'workspace_test')
$$;

select is((pg_temp.emitted(changes::jsonb)).sql, sql, description)
from (values
  ('{"action": "RENAME"}', 'alter table workspace_test."orderItem" rename to "lineItem"', 'a new name'),
  ('{"action": "COMMENT", "comment": "it''s"}', 'comment on table workspace_test."lineItem" is ''it''''s''', 'a new comment'),
  ('{"action": "GRANTS", "expression": "a, \"B\"", "grants": [{"privileges": {"select": null, "insert": null}, "roles": ["a"]}]}',
   'revoke all on workspace_test."lineItem" from a, "B"; grant select, insert on workspace_test."lineItem" to a', 'other rights'),
  ('{"action": "GRANTS", "expression": "a", "grants": [{"privileges": {"select": ["id", "x\"y"], "delete": null}, "roles": ["a"]}]}',
   'revoke all on workspace_test."lineItem" from a; grant select (id, "x""y"), delete on workspace_test."lineItem" to a', 'rights by column'),
  ('{"action": "GRANTS", "expression": "a", "grants": []}', 'revoke all on workspace_test."lineItem" from a', 'no right any more'),
  ('{"action": "POLICIES", "roles": ["b", "A"], "policies": []}',
   'alter policy workspace_roles_6ba7b8109dad11d180b400c04fd430c8 on workspace_test."lineItem" to "A", b', 'other roles'),
  ('{"action": "NOTHING"}', null, 'another action has no statement, which emit_operation() reports')
) t (changes, sql, description);
select is((pg_temp.emitted('{"action": "COMMENT"}')).ids, '{"objectId": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}', 'the log shows the object');
select is((pg_temp.emitted('{"action": "COMMENT"}')).type, 'UPDATE_OBJECT', 'and the type');
select is((pg_temp.emitted('{"action": "COMMENT"}')).table_name, 'workspace_test."lineItem"', 'the table is to be locked');
select is((pg_temp.emitted('{"action": "RENAME"}')).table_name, 'workspace_test."orderItem"', 'by the name that it has');
