select plan(40);

select is(core.is_phone(value), true, format('%L is a number', left(value, 20)))
from unnest(array[
  '123', '+123', '+49 30 123456', '+1 (555) 123-4567', '(030) 12345', '555-1234', '555/1234', '1.800.555.1234',
  '123456789012345', '000', '(123)', '1' || repeat(' ', 37) || '23', '123 x0', '+1 555 1234 x12', '+1 555 1234 ext. 12', '+1 555 1234ext12', '123 x1234567']) value;

select is(core.is_phone(value), false, 'refused: ' || fault)
from (values
  ('', 'empty'),
  ('12', 'two digits'),
  ('+12', 'two digits after the +'),
  ('1234567890123456', 'sixteen digits'),
  ('call me', 'letters'),
  ('555-CALL', 'letters behind'),
  ('++12345', 'two +'),
  ('12+345', 'a + within'),
  ('-12345', 'a separator first'),
  ('12345-', 'a separator last'),
  (' 12345', 'a blank before'),
  ('12345 ', 'a blank behind'),
  (E'12345\n', 'a line break behind'),
  (E'123\n456', 'two lines'),
  ('((((', 'no digit'),
  ('x123', 'only an extension'),
  ('12 x1234', 'two digits and an extension'),
  ('12345 x', 'an extension without digits'),
  ('12345 x12345678', 'an extension of eight digits'),
  ('１２３４５', 'digits of another script'),
  ('12345; drop table', 'SQL'),
  ('1' || repeat(' ', 38) || '23', '41 characters')
) t (value, fault);

select is(core.is_phone(null), null, 'null is neither, so that a CHECK passes');
