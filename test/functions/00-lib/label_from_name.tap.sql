select plan(16);

select is(compiler.label_from_name(name), label, description)
from (values
  ('order', 'Order', 'one word'),
  ('orderItem', 'Order Item', 'a word starts with a capital'),
  ('aBigDeal', 'A Big Deal', 'the first word may be one letter'),
  ('hasAPlan', 'Has A Plan', 'so may one in between'),
  ('htmlURL', 'Html URL', 'an acronym at the end stays together'),
  ('isHTMLPage', 'Is HTML Page', 'an acronym ends before the next word'),
  ('address2', 'Address 2', 'a number is a word'),
  ('line2Text', 'Line 2 Text', 'a word after a number'),
  ('top10', 'Top 10', 'digits stay together'),
  ('v0', 'V 0', 'zero is a digit'),
  ('x', 'X', 'one letter'),
  ('', '', 'nothing gives nothing'),
  (null, null, 'null gives null')
) t (name, label, description);

select is(
  compiler.label_from_name('a' || repeat('Bc', 31)), 'A' || repeat(' Bc', 20) || ' B',
  'words that give more than 63 characters are cut there');
select is(
  compiler.label_from_name('ab' || repeat('Cd', 30)), 'Ab' || repeat(' Cd', 20),
  'no blank is left at the cut');
select is(
  compiler.validate_label('label', compiler.label_from_name('ab' || repeat('Cd', 30))), '{}',
  'a long name never gives a label that is refused');
