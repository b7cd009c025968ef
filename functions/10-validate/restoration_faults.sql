/*
 * restoration_faults: VALIDATE -> plan -> emit -> apply -> log
 *
 * What comes back has the name that it had: the other one has to give way.
 *
 * Expects: faults of names.
 * Returns: the same, with hints that whoever restores something can follow.
 * Test:    test/functions/10-validate/restoration_faults.tap.sql
 */
create or replace function compiler.restoration_faults(p_faults compiler.fault[])
returns compiler.fault[]
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $restoration_faults$
begin
  return array(
    select row(f.sqlstate, f.message, f.detail, case f.sqlstate
      when 'MC104' then 'Rename or delete the one that has the name now; then restore this one.' else f.hint end)::compiler.fault
    from unnest(p_faults) with ordinality f (sqlstate, message, detail, hint, place)
    order by f.place);
end;
$restoration_faults$;

comment on function compiler.restoration_faults is 'Validate pass: faults of names in the words of a restoration.';

revoke all on function compiler.restoration_faults from public;
