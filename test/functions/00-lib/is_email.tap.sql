select plan(38);

select is(core.is_email(value), true, format('%L is an address', left(value, 30)))
from unnest(array[
  'a@b.co', 'first.last@example.com', 'user+tag@sub.domain.example.org', 'o''brien@example.ie', 'x_y-z@example-shop.com',
  '1@2.34', 'GROSS@EXAMPLE.COM', 'jürgen@müller.de', repeat('a', 249) || '@b.co']) value;

select is(core.is_email(value), false, 'refused: ' || fault)
from (values
  ('', 'empty'),
  ('a', 'no @'),
  ('a@b', 'no dot in the domain'),
  ('@b.co', 'nothing before the @'),
  ('a@', 'nothing after it'),
  ('a@@b.co', 'two @'),
  ('a@b@c.co', 'two @ apart'),
  ('.a@b.co', 'a dot at the start'),
  ('a.@b.co', 'a dot before the @'),
  ('a..b@c.co', 'two dots'),
  ('a@.co', 'a dot after the @'),
  ('a@b..co', 'two dots in the domain'),
  ('a@b.co.', 'a dot at the end'),
  ('a b@c.co', 'a blank'),
  (' a@b.co', 'a blank before'),
  ('a@b.co ', 'a blank behind'),
  (E'a@b.co\n', 'a line break behind'),
  (E'a@b.co\nb@c.co', 'two lines'),
  (E'a\u00a0b@c.co', 'a no-break space'),
  (E'a@b\u2007c.co', 'a figure space'),
  (E'a@b.co\u0085', 'a next line behind'),
  ('"a"@b.co', 'quotes'),
  ('a<b@c.co', 'an angle bracket before the @'),
  ('a@b>c.co', 'in the domain'),
  ('a@b.c>', 'at the end'),
  ('a,b@c.co', 'a comma'),
  (E'a\\@b.co', 'a backslash'),
  (repeat('a', 249) || '@b.com', '255 characters')
) t (value, fault);

select is(core.is_email(null), null, 'null is neither, so that a CHECK passes');
