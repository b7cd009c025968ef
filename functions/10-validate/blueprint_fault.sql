/*
 * blueprint_fault: VALIDATE -> plan -> emit -> apply -> log
 *
 * Expects: a place in the document ('' for the whole), what stands there, what
 *          should: a clause without full stop.
 * Returns: the fault (MC702).
 * Test:    test/functions/10-validate/blueprint_fault.tap.sql
 */
create or replace function compiler.blueprint_fault(p_place text, p_given jsonb, p_needed text)
returns compiler.fault
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $blueprint_fault$
begin
  return row('MC702',
    'the blueprint is not valid' || coalesce(' at ' || nullif(p_place, ''), ''),
    case when p_given is null then 'It is missing.' else format('Given: %s.', left(p_given::text, 80)) end,
    upper(left(p_needed, 1)) || substr(p_needed, 2) || '.')::compiler.fault;
end;
$blueprint_fault$;

comment on function compiler.blueprint_fault is 'Validate pass: what is wrong at a place of a blueprint.';

revoke all on function compiler.blueprint_fault from public;
