/*
 * counted_tables: READ, before validate -> plan -> emit -> apply -> log
 *
 * The tables whose records say whether a change is possible: those of columns that
 * become something else. A name, a label, a default asks no record.
 *
 * Expects: what read_changes() read.
 * Returns: names of tables, as they are now.
 * Test:    test/functions/20-plan/counted_tables.tap.sql
 */
create or replace function compiler.counted_tables(p_changes compiler.changes)
returns text[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $counted_tables$
declare
  v_change compiler.field_change;
  v_before core."fieldMetadata";
  v_after  core."fieldMetadata";
  v_result text[] := '{}';
begin
  foreach v_change in array p_changes.fields loop
    v_before := v_change.previous;
    v_after := v_change.next;
    if v_after.id is not null and compiler.has_column(v_before.type, v_before.settings)
      and (v_before.type, v_before.settings, v_before."isNullable", v_before."isUnique", v_before."isActive")
        is distinct from (v_after.type, v_after.settings, v_after."isNullable", v_after."isUnique", v_after."isActive")
    then
      v_result := v_result || compiler.compiled_table_name(v_before."objectMetadataId");
    end if;
  end loop;
  return v_result;
end;
$counted_tables$;

comment on function compiler.counted_tables is 'Read: the tables whose records a change asks.';

revoke all on function compiler.counted_tables from public;
