select plan(10);

select is(compiler.smart_comment(tags, description), comment, behaviour)
from (values
  ('@plural people', null, '@plural people', 'tags alone'),
  (null, 'Someone', '@description "Someone"', 'a description alone'),
  ('@plural people', 'Someone', E'@plural people\n@description "Someone"', 'a line each'),
  (null, null, null, 'no comment where there is nothing to say'),
  ('@plural people', '', E'@plural people\n@description ""', 'an empty description is one'),
  ('@plural people', '@name evil', E'@plural people\n@description "@name evil"', 'text that looks like a tag stays within quotes'),
  ('@plural people', E'One\n@omit\r\n@name evil', E'@plural people\n@description "One\\n@omit\\r\\n@name evil"',
   'line breaks cannot start a tag')
) t (tags, description, comment, behaviour);

-- PostGraphile splits at \r?\n and reads a tag with /^[ \t]*@(\w+)($|\s)(.*)$/; hence no line break of JavaScript's.
select is(
  cardinality(regexp_split_to_array(compiler.smart_comment('@plural x', hostile), E'[\n\r\u2028\u2029]')), 2,
  'hostile text is one line, for JavaScript too')
from (values (E'a\nb\rc\u2028d\u2029e"\\''@name f')) t (hostile);
select is(
  substr(compiler.smart_comment(null, hostile), length('@description ') + 1)::json #>> '{}', hostile,
  'and comes back as it was given, all 10 kB of it')
from (values (E'"quoted" \\ ''single'' $$ \t\n\r\u0001 \u2028 \u2029 ü 🏗 \\u2028 </script>' || repeat(E'\n@omit', 2000))) t (hostile);
select is(
  compiler.smart_comment('@plural x', E'\u2028'), E'@plural x\n@description "\\u2028"',
  'U+2028, which ends a line in JavaScript, is escaped');
