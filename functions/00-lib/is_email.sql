/*
 * is_email: lib
 *
 * Whether a text has the shape of an e-mail address: one @, a domain with a dot,
 * no blank, quote or bracket, at most 254 characters (RFC 5321).
 *
 * Expects: any text.
 * Returns: true or false; null for null.
 * Test:    test/functions/00-lib/is_email.tap.sql
 */
create or replace function core.is_email(p_value text)
returns boolean
language sql
immutable strict parallel safe
security invoker
return length(p_value) <= 254
  and p_value ~ '^[^@"(),:;<>\[\]\\]+@[^@"(),:;<>\[\]\\.]+(\.[^@"(),:;<>\[\]\\.]+)+$'
  -- Unicode's white space, spelt out: what \s takes is up to the database's locale.
  and p_value !~ '[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]'
  and p_value !~ '^\.|\.\.|\.@';

comment on function core.is_email is 'Whether a text has the shape of an e-mail address. Used by CHECK constraints of workspace tables.';

-- Constraints run as whoever writes the row, so everyone may call it.
grant execute on function core.is_email to public;
