/*
 * has_column: lib
 *
 * Whether a field has a column on its object's own table. Of a relation one side
 * at most has one: the many side of a list, and of ONE_TO_ONE the side that was
 * created; the inverse that the compiler wrote is marked isInverse. MANY_TO_MANY
 * lives in its junction object.
 *
 * Expects: a field's type and settings.
 * Returns: true or false.
 * Test:    test/functions/00-lib/has_column.tap.sql
 */
create or replace function compiler.has_column(p_type text, p_settings jsonb)
returns boolean
language sql
immutable parallel safe
security invoker
return p_type <> 'RELATION'
  or coalesce(p_settings ->> 'relationType' = 'MANY_TO_ONE', false)
  or coalesce(p_settings ->> 'relationType' = 'ONE_TO_ONE' and not p_settings ? 'isInverse', false);

comment on function compiler.has_column is 'Lib: whether a field has a column on its object''s own table.';

revoke all on function compiler.has_column from public;
