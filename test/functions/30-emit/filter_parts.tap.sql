select plan(3);

select results_eq(
  $$ select place, expression, operator, value from compiler.filter_parts('the "n"', '{"kind": "NUMBER"}', '{"gt": 1, "lt": 5}') $$,
  $$ values ('the "n"', '"the ""n"""', 'gt', '1'::jsonb), ('the "n"', '"the ""n"""', 'lt', '5') $$,
  'an operator a row, the column quoted');
select results_eq(
  $$ select * from compiler.filter_parts('price', '{"kind": "CURRENCY"}', '{"amount": {"gt": 1}, "currency": {"eq": "EUR"}, "is": "NULL"}') $$,
  $$ values
    ('price', 'price', '{"kind": "CURRENCY"}'::jsonb, 'is', '"NULL"'::jsonb),
    ('price.amount', '(price ->> ''amount'')::numeric', '{"kind": "NUMBER", "type": "numeric"}', 'gt', '1'),
    ('price.currency', '(price ->> ''currency'')', '{"kind": "SELECT", "type": "text"}', 'eq', '"EUR"') $$,
  'CURRENCY: the operators of its parts');
select results_eq(
  $$ select place, operator, value from compiler.filter_parts('price', '{"kind": "CURRENCY"}', '{"amount": 5}') $$,
  $$ values ('price', 'amount', '5'::jsonb) $$, 'a part that is no object stays what it is: no operator');
