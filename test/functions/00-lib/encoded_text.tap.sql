select plan(9);

select is(compiler.encoded_text(text), encoded, description)
from (values
  ('plain', '"plain"', 'a text is a JSON string'),
  ('', '""', 'the empty text too'),
  (null, null, 'null gives null'),
  (E'say "hi" \\ ', '"say \"hi\" \\ "', 'quotes and backslashes are escaped'),
  (E'a\nb\r\nc\td', '"a\nb\r\nc\td"', 'line breaks and tabs are escaped'),
  (E'\u2028\u2029', '"\u2028\u2029"', 'the line separators of JavaScript are escaped'),
  ('\u2028', '"\\u2028"', 'what looks like an escape is not one'),
  ('ü 🏗', '"ü 🏗"', 'other characters stay')
) t (text, encoded, description);

select is(compiler.encoded_text(hostile)::json #>> '{}', hostile, 'it decodes to what was given')
from (values (E'"\\\n\r\u2028\u2029\\u2028\\n$$''@name' || repeat(E'\u2028x', 10000))) t (hostile);
