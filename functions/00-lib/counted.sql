/*
 * counted: lib
 *
 * Expects: how many there are; what they are, of one and of any other number.
 * Returns: both, as a message says it: "1 record has", "3 records have".
 * Test:    test/functions/00-lib/counted.tap.sql
 */
create or replace function compiler.counted(p_count bigint, p_singular text, p_plural text)
returns text
language sql
immutable parallel safe
security invoker
return p_count || ' ' || case p_count when 1 then p_singular else p_plural end;

comment on function compiler.counted is 'Lib: a number with what it counts, in the singular or the plural.';

revoke all on function compiler.counted from public;
