select plan(13);

select lives_ok($$ select compiler.raise_faults('{}') $$, 'no fault says nothing');

-- What a client gets of an error.
create function pg_temp.error_of(p_faults compiler.fault[]) returns text[] language plpgsql as $$
declare
  v_detail text;
  v_hint   text;
begin
  perform compiler.raise_faults(p_faults);
  return null;
exception when others then
  get stacked diagnostics v_detail = pg_exception_detail, v_hint = pg_exception_hint;
  return array[sqlstate, sqlerrm, v_detail, v_hint];
end $$;

create temp table fault as
select row('MC101', 'first', 'Facts 1.', 'Remedy 1.')::compiler.fault as one,
  row('MC202', 'second', 'Facts 2.', 'Remedy 2.')::compiler.fault as two,
  row('MC204', 'third', null, null)::compiler.fault as three;

select is(pg_temp.error_of(array[one]), '{MC101,first,Facts 1.,Remedy 1.}', 'one fault is raised as it is') from fault;
select is(pg_temp.error_of(array[three]), array['MC204', 'third', '', ''], 'without detail and hint too') from fault;

select is((pg_temp.error_of(array[one, two]))[1], 'MC101', 'of two faults the first gives the code') from fault;
select is((pg_temp.error_of(array[two, one]))[1], 'MC202', 'whichever it is') from fault;
select is((pg_temp.error_of(array[one, two]))[2], 'first (and another fault)', 'and the message, which counts the other')
from fault;
select is((pg_temp.error_of(array[one, two, three]))[2], 'first (and 2 more faults)', 'or others') from fault;
select is(
  (pg_temp.error_of(array[one, two]))[3], E'MC101: first. Facts 1. Remedy 1.\nMC202: second. Facts 2. Remedy 2.',
  'DETAIL has a line each, in order') from fault;
select is((pg_temp.error_of(array[one, two]))[4], 'Remedy 1.', 'HINT is the first one''s') from fault;
select is(
  split_part((pg_temp.error_of(array[one, three]))[3], E'\n', 2), 'MC204: third.  ',
  'a fault without detail and hint is listed too') from fault;

select is(
  (pg_temp.error_of(array[row('MC101', hostile, hostile, hostile)::compiler.fault]))[2:4], array[hostile, hostile, hostile],
  'format characters and quotes are no part of the message''s form')
from (values (E'% %s %1$I ''"\\ $$ \n ü')) t (hostile);
select is(
  length((pg_temp.error_of(array_fill(one, '{1000}')))[3]), 1000 * 33 - 1, 'a thousand faults are all listed') from fault;
select throws_ok(
  $$ select compiler.raise_faults(array[row('MC101', 'first', null, null)::compiler.fault]) $$, 'MC101', 'first',
  'it is an exception');
