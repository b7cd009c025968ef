/*
 * find_displaced: READ, before validate -> plan -> emit -> apply -> log
 *
 * Names are free in the metadata as soon as a row is changed or deleted, and in
 * the catalog when that is compiled: one statement may rename an object, or delete
 * it, and give its name to another, in triggers of their own. Of fields that is
 * seen by read_changes(), which reads an object as a whole.
 *
 * Expects: the schema; objects whose new names are valid.
 * Returns: ids of compiled objects that still have one of these names, hence have a
 *          change that is to be compiled first.
 * Test:    test/functions/20-plan/find_displaced.tap.sql
 */
create or replace function compiler.find_displaced(p_schema_name text, p_objects core."objectMetadata"[])
returns uuid[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $find_displaced$
declare
  v_object core."objectMetadata";
  v_result uuid[] := '{}';
begin
  -- The catalog is asked first: it is cheap, and mostly the name is free.
  foreach v_object in array p_objects loop
    if to_regclass(format('%I.%I', p_schema_name, v_object."nameSingular")) is not null then
      v_result := v_result || array(
        select c.id from compiler.compiled c
        where c.workspace_id = v_object."workspaceId" and c.kind = 'OBJECT' and c.id <> v_object.id
          and c.definition ->> 'nameSingular' = v_object."nameSingular");
    end if;
  end loop;
  return v_result;
end;
$find_displaced$;

comment on function compiler.find_displaced is 'Read: what still has the names that others are to have.';

revoke all on function compiler.find_displaced from public;
