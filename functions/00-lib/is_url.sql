/*
 * is_url: lib
 *
 * Whether a text is a web address: http or https, a host, no blank, at most
 * 2,048 characters. Other schemes (javascript:) are what it keeps out.
 *
 * Expects: any text.
 * Returns: true or false; null for null.
 * Test:    test/functions/00-lib/is_url.tap.sql
 */
create or replace function core.is_url(p_value text)
returns boolean
language sql
immutable strict parallel safe
security invoker
return length(p_value) <= 2048
  and p_value ~* '^https?://([^/?#@]+@)?([^/?#@:\[\]]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?([/?#].*)?$'
  -- Unicode's white space, spelt out: what \s takes is up to the database's locale.
  and p_value !~ '[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]';

comment on function core.is_url is 'Whether a text is an http or https address. Used by CHECK constraints of workspace tables.';

-- Constraints run as whoever writes the row, so everyone may call it.
grant execute on function core.is_url to public;
