select plan(43);

select is(core.is_currency_value(value::jsonb, null, null), expected, description)
from (values
  ('{"amount": 19.99, "currency": "USD"}', true, 'an amount and a code'),
  ('{"amount": 0, "currency": "EUR"}', true, 'nothing'),
  ('{"amount": -5, "currency": "EUR"}', true, 'a debt'),
  ('{"amount": 1e400, "currency": "EUR"}', true, 'any size, where no precision is asked for'),
  ('{"amount": "19.99", "currency": "USD"}', false, 'an amount given as a string'),
  ('{"amount": null, "currency": "USD"}', false, 'no amount'),
  ('{"amount": "NaN", "currency": "USD"}', false, 'not a number'),
  ('{"amount": [1], "currency": "USD"}', false, 'an amount in an array'),
  ('{"amount": true, "currency": "USD"}', false, 'a boolean amount'),
  ('{"amount": 1, "currency": "usd"}', false, 'a code in lower case'),
  ('{"amount": 1, "currency": "ABC"}', false, 'an unknown code'),
  ('{"amount": 1, "currency": null}', false, 'no code'),
  ('{"amount": 1, "currency": 840}', false, 'a numeric code'),
  ('{"amount": 1, "currency": ["USD"]}', false, 'a code in an array'),
  ('{"amount": 1}', false, 'the code is missing'),
  ('{"currency": "USD"}', false, 'the amount is missing'),
  ('{}', false, 'both are missing'),
  ('{"amount": 1, "currency": "USD", "note": ""}', false, 'a third key'),
  ('{"Amount": 1, "Currency": "USD"}', false, 'keys in another case'),
  ('["amount", "currency"]', false, 'an array of the keys'),
  ('[{"amount": 1, "currency": "USD"}]', false, 'an array of values'),
  ('"amount"', false, 'a string'),
  ('1', false, 'a number'),
  ('null', false, 'JSON null, which is not NULL'),
  (null, null, 'NULL is neither, so that a CHECK passes')
) t (value, expected, description);

select is(
  core.is_currency_value(jsonb_build_object('amount', amount, 'currency', 'USD'), precision, scale),
  expected, format('%s in precision %s, scale %s: %s', amount, coalesce(precision::text, 'none'), coalesce(scale::text, 'none'), expected))
from (values
  (99999999.99::numeric, 10, 2, true),
  (-99999999.99, 10, 2, true),
  (100000000, 10, 2, false),
  (-100000000, 10, 2, false),
  (1.23, 10, 2, true),
  (1.230, 10, 2, true),
  (1.234, 10, 2, false),
  (9999, 4, 0, true),
  (9999.5, 4, 0, false),
  (0.99, 2, 2, true),
  (1, 2, 2, false),
  (1.234, null, 2, false),
  (1e20, null, 2, true),
  (19.99, 4, null, true),
  (199.99, 4, null, false),
  (9999, 4, null, true),
  (0.00001, 4, null, true)
) t (amount, precision, scale, expected);

select is(
  core.is_currency_value('{"amount": 1e-16000, "currency": "USD"}', 1000, null), false,
  'an amount of sixteen thousand decimal places is refused, not an error');
