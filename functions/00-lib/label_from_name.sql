/*
 * label_from_name: lib
 *
 * A label for what came without one: orderItem becomes Order Item.
 *
 * Expects: any name.
 * Returns: words split before capitals and around digits, each capitalised.
 * Test:    test/functions/00-lib/label_from_name.tap.sql
 */
create or replace function compiler.label_from_name(p_name text)
returns text
language sql
immutable strict parallel safe
security invoker
return upper(left(p_name, 1))
  || regexp_replace(substr(p_name, 2), '([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])|([a-zA-Z])(?=[0-9])', '\1\3\4 \2', 'g');

comment on function compiler.label_from_name is 'Lib: the label of an object or field that was given none.';

revoke all on function compiler.label_from_name from public;
