select plan(35);

select is(compiler.validate_name('object', name), '{}', format('%s is a name', left(name, 20)))
from unnest(array['a', 'order', 'orderItem', 'x1', 'aB2c', 'select', 'constructor', 'a' || repeat('Z', 62)]) name;

select is((compiler.validate_name('object', name))[1].sqlstate, sqlstate, 'refused: ' || fault)
from (values
  (null, 'MC101', 'null'),
  ('', 'MC101', 'empty'),
  ('Order', 'MC101', 'a capital first'),
  ('1st', 'MC101', 'a digit first'),
  ('_a', 'MC101', 'an underscore first'),
  ('order_item', 'MC101', 'an underscore'),
  ('order-item', 'MC101', 'a hyphen'),
  ('order item', 'MC101', 'a blank'),
  (' order', 'MC101', 'a blank before'),
  ('order ', 'MC101', 'a blank behind'),
  (E'order\n', 'MC101', 'a line break behind'),
  (E'order\nitem', 'MC101', 'a line break within'),
  (E'\norder', 'MC101', 'a line break before'),
  ('straße', 'MC101', 'a letter beyond ASCII'),
  ('оrder', 'MC101', 'a Cyrillic letter that looks like a Latin one'),
  ('ordеr', 'MC101', 'such a letter within'),
  (E'order\u200b', 'MC101', 'a character of no width'),
  ('a٣', 'MC101', 'a digit of another script'),
  ('a"b', 'MC101', 'a quote'),
  ('a''b', 'MC101', 'an apostrophe'),
  ('a;drop', 'MC101', 'SQL'),
  ('a$b', 'MC101', 'a dollar'),
  ('a' || repeat('z', 63), 'MC103', '64 bytes'),
  (repeat('ü', 32), 'MC103', '32 characters of 64 bytes'),
  (repeat('x', 10000), 'MC103', '10 kB')
) t (name, sqlstate, fault);

select is(compiler.validate_name('field', 'Order Item'), array[row('MC101',
  'field name "Order Item" is not a valid name',
  'A name starts with a lower-case letter and goes on with letters and digits: ^[a-z][a-zA-Z0-9]*$.',
  'Choose a camelCase name such as "orderItem"; the label may be any text.')::compiler.fault],
  'the fault says what a name is');
select is(compiler.validate_name('field', repeat('x', 64)), array[row('MC103',
  'field name "' || repeat('x', 64) || '" is too long',
  '64 bytes; Postgres keeps 63.',
  'Choose a name of at most 63 bytes.')::compiler.fault],
  'or how long it may be');
