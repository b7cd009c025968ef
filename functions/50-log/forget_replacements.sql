/*
 * forget_replacements: validate -> plan -> emit -> apply -> LOG
 *
 * settings.replacements says once what becomes of the records of removed options;
 * it is used up, not kept.
 *
 * Expects: changes that are planned.
 * Test:    test/functions/50-log/forget_replacements.tap.sql
 */
create or replace function compiler.forget_replacements(p_changes compiler.changes)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $forget_replacements$
declare
  v_field compiler.field_change;
begin
  foreach v_field in array p_changes.fields loop
    if (v_field.next).settings ? 'replacements' then
      update core."fieldMetadata" set settings = settings - 'replacements' where id = (v_field.next).id;
    end if;
  end loop;
end;
$forget_replacements$;

comment on function compiler.forget_replacements is 'Log pass: settings.replacements is used up.';

revoke all on function compiler.forget_replacements from public;
