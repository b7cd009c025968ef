/*
 * filter_fault: VALIDATE -> plan -> emit -> apply -> log
 *
 * Expects: a place in a row permission's filter ('' for the whole), what stands
 *          there, what should: a clause without full stop.
 * Returns: the fault (MC801).
 * Test:    test/functions/10-validate/filter_fault.tap.sql
 */
create or replace function compiler.filter_fault(p_place text, p_given jsonb, p_needed text)
returns compiler.fault
language sql
immutable
security invoker
return row('MC801',
  'the filter of a row permission is not valid' || coalesce(' at ' || nullif(p_place, ''), ''),
  format('Given: %s.', left(p_given::text, 80)),
  upper(left(p_needed, 1)) || substr(p_needed, 2) || '.')::compiler.fault;

comment on function compiler.filter_fault is 'Validate pass: what is wrong at a place of a row permission''s filter.';

revoke all on function compiler.filter_fault from public;
