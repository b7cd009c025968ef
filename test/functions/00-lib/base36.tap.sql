select plan(13);

-- Expected values were computed with Python's int(uuid) and divmod.
select is(compiler.base36(id::uuid), base36, description)
from (values
  ('00000000-0000-0000-0000-000000000000', '0', 'zero is one digit'),
  ('00000000-0000-0000-0000-000000000023', 'z', '35 is the last single digit'),
  ('00000000-0000-0000-0000-000000000024', '10', '36 carries'),
  ('00000000-0000-0000-7fff-ffffffffffff', '1y2p0ij32e8e7', 'the largest bigint'),
  ('00000000-0000-0000-8000-000000000000', '1y2p0ij32e8e8', 'one more than a bigint holds'),
  ('00000000-0000-0000-41c2-1cb8e0ffffff', 'zzzzzzzzzzzz', 'the largest chunk of twelve digits'),
  ('00000000-0000-0000-41c2-1cb8e1000000', '1000000000000', 'a chunk of twelve zeros keeps them'),
  ('10e425c5-6daf-fabc-35c1-000000000000', '1000000000000000000000000', 'two chunks of zeros keep them'),
  ('80000000-0000-0000-0000-000000000000', '7ksyyizzkutudzbv8aqztecjk', 'the highest bit is no sign'),
  ('6ba7b810-9dad-11d1-80b4-00c04fd430c8', '6dfzh5ik5uxynzmlf5cshamdk', 'an ordinary uuid'),
  ('ffffffff-ffff-ffff-ffff-ffffffffffff', 'f5lxx1zz5pnorynqglhzmsp33', 'the largest uuid has 25 digits')
) t (id, base36, description);

create function pg_temp.number_of(p_text text, p_base int) returns numeric language sql as $$
  select sum((strpos('0123456789abcdefghijklmnopqrstuvwxyz', digit) - 1) * power(p_base::numeric, length(p_text) - place))
  from string_to_table(p_text, null) with ordinality t (digit, place)
$$;

select is_empty(
  $$ select id from (select md5(i::text)::uuid as id from generate_series(1, 300) i)
     where pg_temp.number_of(compiler.base36(id), 36) <> pg_temp.number_of(replace(id::text, '-', ''), 16) $$,
  'read back digit by digit it is the same number, for 300 uuids');
select is(compiler.base36(null), null, 'null gives null');
