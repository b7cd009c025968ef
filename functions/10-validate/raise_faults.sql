/*
 * raise_faults: VALIDATE -> plan -> emit -> apply -> log
 *
 * Ends the validate pass: says nothing, or raises all faults at once. One fault
 * is raised as it is; of several the first gives code and message, and DETAIL
 * lists them all, a line each. For programs the field CONSTRAINT has them as JSON.
 *
 * Expects: faults, in the order in which a person would look for them.
 * Raises:  the SQLSTATE of the first fault (class MC).
 * Test:    test/functions/10-validate/raise_faults.tap.sql
 */
create or replace function compiler.raise_faults(p_faults compiler.fault[])
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $raise_faults$
declare
  v_count integer := cardinality(p_faults);
  v_first compiler.fault := p_faults[1];
begin
  if v_count = 0 then
    return;
  end if;
  raise exception using
    errcode = v_first.sqlstate,
    message = v_first.message || case v_count
      when 1 then ''
      when 2 then ' (and another fault)'
      else format(' (and %s more faults)', v_count - 1)
    end,
    detail  = case when v_count = 1 then coalesce(v_first.detail, '')
      else (select string_agg(format('%s: %s. %s %s', f.sqlstate, f.message, f.detail, f.hint), E'\n') from unnest(p_faults) f)
    end,
    hint    = coalesce(v_first.hint, ''),
    constraint = to_jsonb(p_faults)::text;
end;
$raise_faults$;

comment on function compiler.raise_faults is 'Validate pass: raises the collected faults, if there are any.';

revoke all on function compiler.raise_faults from public;
