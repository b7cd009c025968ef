select plan(30);

select is(compiler.validate_label('label', label), '{}', 'taken: ' || description)
from (values
  ('x', 'one character'),
  ('Order Item', 'a blank within'),
  (repeat('x', 63), '63 characters'),
  (repeat('ü', 63), '63 characters of 126 bytes'),
  (repeat('🏗', 63), '63 characters beyond the first plane'),
  ('"it''s" $$ \ %s', 'quotes, dollars, backslashes'),
  ('@omit', 'what looks like a smart tag'),
  ('👨‍👩‍👧', 'a joined emoji'),
  ('می‌خواهم', 'a word with a joiner within')
) t (label, description);

select is((compiler.validate_label('label', label))[1].sqlstate, 'MC105', 'refused: ' || description)
from (values
  (null, 'null'),
  ('', 'empty'),
  (' ', 'a blank'),
  ('   ', 'blanks'),
  (E'\n', 'a line break'),
  (' a', 'a blank before'),
  ('a ', 'a blank behind'),
  (E'a\n', 'a line break behind'),
  (E'\ta', 'a tab before'),
  (E'a\r', 'a carriage return behind'),
  (E'\u00a0a', 'a no-break space before'),
  (E'a\u3000', 'an ideographic space behind'),
  (E'\u200b', 'only a character of no width'),
  (E'\u2060\ufeff', 'only characters of no width'),
  (E'a\u200b', 'a character of no width behind'),
  (E'\ufeffa', 'a byte order mark before'),
  (repeat('x', 64), '64 characters'),
  (repeat('x', 10000), '10 kB')
) t (label, description);

select is(compiler.validate_label('field label', ' Name'), array[row('MC105',
  'field label " Name" is not valid', '5 characters.', 'Give 1 to 63 characters with no blank before or after.')::compiler.fault],
  'the fault says what a label is');
select is((compiler.validate_label('label', null))[1].message, 'label null is not valid', 'null is named');
select is((compiler.validate_label('label', null))[1].detail, '0 characters.', 'and has no characters');
