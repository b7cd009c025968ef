select plan(6);

select is(compiler.filter_expression(filter::jsonb, '{
    "ownerId": {"kind": "ID", "type": "uuid"}, "name": {"kind": "TEXT", "type": "varchar"},
    "price": {"kind": "CURRENCY", "type": "jsonb"}, "order": {"kind": "NUMBER", "type": "integer"}}'), expression, filter)
from (values
  ('{"ownerId": {"eq": "$currentWorkspaceMember"}}',
    $$"ownerId" = nullif(current_setting('app.current_workspace_member_id', true), '')::uuid$$),
  ('{"order": {"gt": 1, "lt": 5}}', $$"order" > '1'::integer and "order" < '5'::integer$$),
  ('{"or": [{"order": {"eq": 1}, "name": {"eq": "a"}}, {"order": {"eq": 2}}], "name": {"is": "NOT_NULL"}}',
    $$name is not null and (name = 'a'::text and "order" = '1'::integer or "order" = '2'::integer)$$),
  ('{"and": [{"or": [{"order": {"eq": 1}}, {"order": {"eq": 2}}]}, {"name": {"eq": "a"}}]}',
    $$(("order" = '1'::integer or "order" = '2'::integer) and name = 'a'::text)$$),
  ('{"not": {"name": {"eq": "a"}, "order": {"eq": 1}}}', $$not (name = 'a'::text and "order" = '1'::integer)$$),
  ('{"price": {"amount": {"gte": 1.50}}}', $$(price ->> 'amount')::numeric >= '1.50'::numeric$$)
) t (filter, expression);
