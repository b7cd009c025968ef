/*
 * is_phone: lib
 *
 * Whether a text has the shape of a telephone number: 3 to 15 digits (E.164), a
 * leading +, the usual separators, an extension.
 *
 * Expects: any text.
 * Returns: true or false; null for null.
 * Test:    test/functions/00-lib/is_phone.tap.sql
 */
create or replace function core.is_phone(p_value text)
returns boolean
language sql
immutable strict parallel safe
security invoker
return length(p_value) <= 40
  and p_value ~ '^\+?[0-9(][0-9 ()./-]*[0-9)]( ?(x|ext\.?) ?[0-9]{1,7})?$'
  and length(regexp_replace(regexp_replace(p_value, ' ?(x|ext).*$', ''), '[^0-9]', '', 'g')) between 3 and 15;

comment on function core.is_phone is 'Whether a text has the shape of a telephone number. Used by CHECK constraints of workspace tables.';

-- Constraints run as whoever writes the row, so everyone may call it.
grant execute on function core.is_phone to public;
