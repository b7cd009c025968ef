select plan(14);

-- The places of the faults, in their order; none for a filter that is valid.
select is(
  (select string_agg(coalesce(substring((f).message from ' at (.*)'), 'the whole'), ', ' order by n)
   from unnest(compiler.validate_filter(filter::jsonb, '', '{
     "ownerId": {"kind": "ID", "type": "uuid"}, "name": {"kind": "TEXT", "type": "varchar"},
     "price": {"kind": "CURRENCY", "type": "jsonb"}, "stage": {"kind": "SELECT", "type": "varchar", "options": ["A"]}}'))
     with ordinality u (sqlstate, message, detail, hint, n)
   cross join lateral (select row(u.sqlstate, u.message, u.detail, u.hint)::compiler.fault f) r),
  places, left(filter, 80))
from (values
  ('{"ownerId": {"eq": "$currentWorkspaceMember"}, "or": [{"name": {"like": "a%"}}, {"not": {"stage": {"in": ["A"]}}}]}', null),
  ('{"price": {"amount": {"gt": 1}, "is": "NOT_NULL"}}', null),
  ('null', 'the whole'),
  ('[]', 'the whole'),
  ('{}', 'the whole'),
  ('{"and": []}', 'and'),
  ('{"or": [{"name": {"eq": "a"}}, {}]}', 'or[1]'),
  ('{"not": {"nothing": {"eq": 1}}}', 'not.nothing'),
  ('{"name": "a"}', 'name'),
  ('{"name": {}}', 'name'),
  ('{"price": {"amount": {}}}', 'price'),
  ('{"price": {"amount": {"gt": "1"}}, "stage": {"eq": "B"}}', 'price.amount.gt, stage.eq'),
  ('{"name": {"eq\"; drop": "a"}}', 'name.eq"; drop'),
  (repeat('{"not": ', 10) || '{"name": {"eq": "a"}}' || repeat('}', 10), 'not.not.not.not.not.not.not.not.not.not')
) t (filter, places);
