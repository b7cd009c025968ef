/*
 * index_name: lib
 *
 * The guide's name of an index, IDX_<object>_<part>. Postgres cuts a name at 63
 * bytes without a word, and two long names would become one; a name that does
 * not fit keeps 54 bytes and gets eight digits of its hash (54 + 1 + 8 = 63).
 *
 * Expects: names that passed validation, hence ASCII: characters are bytes.
 * Returns: at most 63 bytes.
 * Test:    test/functions/00-lib/index_name.tap.sql
 */
create or replace function compiler.index_name(p_object_name text, p_part text)
returns text
language sql
immutable parallel safe  -- not strict: a strict CASE is not inlined
security invoker
return case
  when octet_length('IDX_' || p_object_name || '_' || p_part) <= 63
    then 'IDX_' || p_object_name || '_' || p_part
  else left('IDX_' || p_object_name || '_' || p_part, 54) || '_'
    || left(md5('IDX_' || p_object_name || '_' || p_part), 8)
end;

comment on function compiler.index_name is 'Lib: IDX_<object>_<part>, shortened with a hash beyond 63 bytes.';

revoke all on function compiler.index_name from public;
