select plan(22);

-- One statement: what the function remembers of one type must not count for the next.
select is(compiler.filter_operand(kind::jsonb, value::jsonb), operand, concat_ws(' ', kind, value))
from (values
  ('{"kind": "ID", "type": "uuid"}', '"$currentWorkspaceMember"',
    $$nullif(current_setting('app.current_workspace_member_id', true), '')::uuid$$),
  ('{"kind": "ID", "type": "uuid"}', '"6f9619ff-8b86-d011-b42d-00cf4fc964ff"', $$'6f9619ff-8b86-d011-b42d-00cf4fc964ff'::uuid$$),
  ('{"kind": "ID", "type": "uuid"}', '"x"', null),
  ('{"kind": "TEXT", "type": "varchar"}', '"$currentWorkspaceMember"', $$'$currentWorkspaceMember'::text$$),
  ('{"kind": "TEXT", "type": "varchar"}', '"it''s \\ $$"', $$E'it''s \\ $$ || '$$' || $$'::text$$),
  ('{"kind": "TEXT", "type": "varchar"}', '5', null),
  ('{"kind": "TEXT", "type": "varchar"}', 'null', null),
  ('{"kind": "NUMBER", "type": "integer"}', '-7', $$'-7'::integer$$),
  ('{"kind": "NUMBER", "type": "integer"}', '7.5', null),
  ('{"kind": "NUMBER", "type": "integer"}', '"7"', null),
  ('{"kind": "NUMBER", "type": "numeric"}', '1e400', $$'1$$ || repeat('0', 400) || $$'::numeric$$),
  ('{"kind": "NUMBER", "type": "double precision"}', '1e400', null),
  ('{"kind": "BOOLEAN", "type": "boolean"}', 'true', $$'true'::boolean$$),
  ('{"kind": "BOOLEAN", "type": "boolean"}', '"true"', null),
  ('{"kind": "DATE", "type": "date"}', '"2026-02-28"', $$'2026-02-28'::date$$),
  ('{"kind": "DATE", "type": "date"}', '"today"', null),
  ('{"kind": "DATE", "type": "date"}', '"2026-02-28 10:00"', null),
  ('{"kind": "DATE_TIME", "type": "timestamptz"}', '"2026-02-28T10:00:00Z"', $$'2026-02-28T10:00:00Z'::timestamptz$$),
  ('{"kind": "DATE_TIME", "type": "timestamptz"}', '"2026-02-28 10:00-05:30"', $$'2026-02-28 10:00-05:30'::timestamptz$$),
  ('{"kind": "DATE_TIME", "type": "timestamptz"}', '"2026-02-28T10:00:00"', null),
  ('{"kind": "SELECT", "type": "varchar", "options": ["A"]}', '"B"', null),
  ('{"kind": "MULTI_SELECT", "type": "varchar[]", "options": ["A"]}', '"A"', $$'A'::varchar$$)
) t (kind, value, operand);
