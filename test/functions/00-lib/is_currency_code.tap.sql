select plan(18);

select is(core.is_currency_code(code), true, format('%s is a code', code))
from unnest('{USD,EUR,JPY,CHF,AED,ZWG,XXX,SLE}'::text[]) code;

select is(core.is_currency_code(code), false, 'refused: ' || fault)
from (values
  ('', 'empty'),
  ('usd', 'lower case'),
  ('US', 'two letters'),
  ('USDX', 'four letters'),
  ('USD ', 'a blank behind'),
  (E'USD\n', 'a line break behind'),
  ('ABC', 'not in the list'),
  ('DEM', 'withdrawn'),
  ('{USD}', 'an array')
) t (code, fault);

select is(core.is_currency_code(null), null, 'null is neither');
