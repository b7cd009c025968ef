/*
 * encoded_text: lib
 *
 * A user's text as it may stand in a COMMENT that PostGraphile reads: a JSON
 * string, which is one line within quotes. JSON leaves U+2028 and U+2029 as they
 * are, but they end a line of JavaScript's regular expressions, and with it the
 * tag that they stand in.
 *
 * Expects: any text.
 * Returns: one line; null for null.
 * Test:    test/functions/00-lib/encoded_text.tap.sql
 */
create or replace function compiler.encoded_text(p_text text)
returns text
language sql
stable strict parallel safe
security invoker
return replace(replace(to_json(p_text)::text, E'\u2028', '\u2028'), E'\u2029', '\u2029');

comment on function compiler.encoded_text is 'Lib: a user''s text as a JSON string in one line.';

revoke all on function compiler.encoded_text from public;
