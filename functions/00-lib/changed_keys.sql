/*
 * changed_keys: lib
 *
 * Expects: two JSON objects.
 * Returns: the entries of the first that the second does not have, or has with
 *          another value.
 * Test:    test/functions/00-lib/changed_keys.tap.sql
 */
create or replace function compiler.changed_keys(p_object jsonb, p_default jsonb)
returns jsonb
language plpgsql
immutable parallel safe
security invoker
set search_path = pg_catalog, pg_temp
as $changed_keys$
begin
  return (
    select coalesce(jsonb_object_agg(e.key, e.value), '{}')
    from jsonb_each(p_object) e (key, value)
    where p_default -> e.key is distinct from e.value);
end;
$changed_keys$;

comment on function compiler.changed_keys is 'Lib: what one JSON object says differently from another.';

revoke all on function compiler.changed_keys from public;
