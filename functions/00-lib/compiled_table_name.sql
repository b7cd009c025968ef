/*
 * compiled_table_name: lib
 *
 * The name that an object's table has at this moment, whatever its row says.
 *
 * Expects: the id of an object that was compiled.
 * Returns: the table's name; null for another id.
 * Test:    test/functions/00-lib/compiled_table_name.tap.sql
 */
create or replace function compiler.compiled_table_name(p_object_id uuid)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $compiled_table_name$
begin
  return (
    select c.definition ->> 'nameSingular' from compiler.compiled c where c.id = p_object_id and c.kind = 'OBJECT');
end;
$compiled_table_name$;

comment on function compiler.compiled_table_name is 'Lib: the name that an object''s table has at this moment.';

revoke all on function compiler.compiled_table_name from public;
