/*
 * junction_object_name: validate -> PLAN -> emit -> apply -> log
 *
 * Expects: the settings of a MANY_TO_MANY field; the names of its object and its target.
 * Returns: the name of the object that holds the relation, as
 *          insert_junction_object() gives it.
 * Test:    test/functions/20-plan/junction_object_name.tap.sql
 */
create or replace function compiler.junction_object_name(p_settings jsonb, p_object_name text, p_target_name text)
returns text
language plpgsql
immutable parallel safe
security invoker
set search_path = pg_catalog, pg_temp
as $junction_object_name$
begin
  return coalesce(p_settings ->> 'junctionObjectName',
    p_object_name || upper(left(p_target_name, 1)) || substr(p_target_name, 2));
end;
$junction_object_name$;

comment on function compiler.junction_object_name is 'Plan pass: the name of the object that holds a MANY_TO_MANY relation.';

revoke all on function compiler.junction_object_name from public;
