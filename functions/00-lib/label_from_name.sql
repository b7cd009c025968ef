/*
 * label_from_name: lib
 *
 * A label for what came without one: orderItem becomes Order Item. A long name
 * of many words would give more than the 63 characters that a label may have.
 *
 * Expects: any name.
 * Returns: words split before capitals and digits, at most 63 characters.
 * Test:    test/functions/00-lib/label_from_name.tap.sql
 */
create or replace function compiler.label_from_name(p_name text)
returns text
language sql
immutable strict parallel safe
security invoker
return rtrim(left(
  upper(left(p_name, 1))
    || substr(regexp_replace(p_name, '(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-zA-Z])(?=[0-9])', ' ', 'g'), 2),
  63));

comment on function compiler.label_from_name is 'Lib: the label of an object or field that was given none.';

revoke all on function compiler.label_from_name from public;
