/*
 * is_same_column: lib
 *
 * Expects: both states of a field.
 * Returns: whether what its column holds and allows is the same: its name may differ,
 *          and the words about it.
 * Test:    test/functions/00-lib/is_same_column.tap.sql
 */
create or replace function compiler.is_same_column(p_previous core."fieldMetadata", p_next core."fieldMetadata")
returns boolean
language sql
stable
security invoker
return to_jsonb(p_previous) - '{name,label,description,icon,createdAt,updatedAt}'::text[]
  = to_jsonb(p_next) - '{name,label,description,icon,createdAt,updatedAt}'::text[];

comment on function compiler.is_same_column is 'Lib: whether a changed field''s column stays as it is, but for its name.';

revoke all on function compiler.is_same_column from public;
