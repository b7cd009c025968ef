select plan(7);

select is(compiler.shown(text), shown, description)
from (values
  ('acme', '"acme"', 'a text is quoted'),
  ('', '""', 'the empty text can be seen'),
  (null, 'null', 'null is a word without quotes'),
  (repeat('x', 80), '"' || repeat('x', 80) || '"', '80 characters are shown whole'),
  (repeat('x', 81), '"' || repeat('x', 80) || '…"', 'the 81st is cut'),
  (repeat('ü', 10000), '"' || repeat('ü', 80) || '…"', 'characters are counted, not bytes'),
  ('%s %I % "', '"%s %I % ""', 'format characters stay')
) t (text, shown, description);
