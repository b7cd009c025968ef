select plan(14);

create temp table type as
  select unnest('{TEXT,SELECT,EMAIL,PHONE,URL,NUMBER,RATING,BOOLEAN,DATE,DATE_TIME,MULTI_SELECT,CURRENCY,RELATION}'::text[]) as name;
select is(
  array(select target.name from type target where compiler.converts_as_text(t.origin, target.name) and target.name <> t.origin order by 1),
  t.targets, t.origin || ' becomes these by way of text')
from (values
  ('TEXT', '{BOOLEAN,DATE,DATE_TIME,EMAIL,NUMBER,PHONE,RATING,SELECT,URL}'::text[]),
  ('SELECT', '{BOOLEAN,DATE,DATE_TIME,EMAIL,NUMBER,PHONE,RATING,TEXT,URL}'),
  ('EMAIL', '{PHONE,SELECT,TEXT,URL}'), ('PHONE', '{EMAIL,SELECT,TEXT,URL}'), ('URL', '{EMAIL,PHONE,SELECT,TEXT}'),
  ('NUMBER', '{RATING,SELECT,TEXT}'), ('RATING', '{NUMBER,SELECT,TEXT}'),
  ('BOOLEAN', '{SELECT,TEXT}'), ('DATE', '{SELECT,TEXT}'), ('DATE_TIME', '{SELECT,TEXT}'),
  ('MULTI_SELECT', '{}'), ('CURRENCY', '{}'), ('RELATION', '{}')
) t (origin, targets);
select is(compiler.converts_as_text('JSON', 'TEXT'), false, 'an unknown type becomes nothing');
