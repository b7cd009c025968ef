select plan(37);

select is(core.is_url(value), true, format('%L is an address', left(value, 40)))
from unnest(array[
  'http://a', 'https://example.com', 'HTTPS://EXAMPLE.COM', 'https://example.com/', 'https://example.com:8080/a/b?c=d&e#f',
  'https://example.com?q=1', 'https://example.com#top', 'https://user:secret@example.com/', 'http://127.0.0.1:3000',
  'http://[::1]:80/', 'http://[2001:db8::0f]', 'http://a:0', 'https://müller.de/straße', 'https://example.com/it''s', 'http://a/' || repeat('x', 2039)]) value;

select is(core.is_url(value), false, 'refused: ' || fault)
from (values
  ('', 'empty'),
  ('example.com', 'no scheme'),
  ('//example.com', 'no scheme'),
  ('ftp://example.com', 'another scheme'),
  ('javascript:alert(1)', 'a script'),
  (E'javascript:alert(1)//\nhttp://a', 'a script before an address'),
  (E'http://a\njavascript:alert(1)', 'a script behind an address'),
  ('http:example.com', 'no slashes'),
  ('http://', 'no host'),
  ('http:///path', 'no host before the path'),
  ('http://?q', 'no host before the query'),
  ('http://a b', 'a blank'),
  (' http://a', 'a blank before'),
  ('http://a ', 'a blank behind'),
  (E'http://a\n', 'a line break behind'),
  (E'http://a\u00a0b', 'a no-break space'),
  (E'http://a/\u2028', 'a line separator in the path'),
  ('http://a:port', 'a port of letters'),
  ('http://a:123456', 'a port of six digits'),
  ('http://a@b@c', 'two @'),
  ('http://a/' || repeat('x', 2040), '2,049 characters')
) t (value, fault);

select is(core.is_url(null), null, 'null is neither, so that a CHECK passes');
