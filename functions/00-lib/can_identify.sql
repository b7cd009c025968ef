/*
 * can_identify: lib
 *
 * Which types a field may have that labels an object's records, or pictures them.
 * A field that does may become another one of them.
 *
 * Expects: a field's type; whether it is about a picture.
 * Returns: true or false.
 * Test:    test/functions/00-lib/can_identify.tap.sql
 */
create or replace function compiler.can_identify(p_type text, p_is_image boolean)
returns boolean
language sql
immutable parallel safe
security invoker
return case
  when p_is_image then p_type in ('URL', 'TEXT')
  else p_type not in ('MULTI_SELECT', 'RELATION', 'CURRENCY', 'BOOLEAN')
end;

comment on function compiler.can_identify is 'Lib: whether fields of a type can label or picture records.';

revoke all on function compiler.can_identify from public;
