/*
 * standard_object: workspace
 *
 * Expects: the nameSingular of an object.
 * Returns: the object as standard_blueprint() has it; null for any other.
 * Test:    test/functions/60-workspace/standard_object.tap.sql
 */
create or replace function compiler.standard_object(p_name text)
returns jsonb
language plpgsql
immutable parallel safe
security invoker
set search_path = pg_catalog, pg_temp
as $standard_object$
begin
  return (
    select o.object
    from jsonb_array_elements(compiler.standard_blueprint() -> 'objects') o (object)
    where o.object ->> 'nameSingular' = p_name);
end;
$standard_object$;

comment on function compiler.standard_object is 'One of the standard objects, by its name.';

revoke all on function compiler.standard_object from public;
