-- A name that is taken is the other one's to give up; what else is wrong keeps its words.
select plan(2);

select is(compiler.restoration_faults(array[('MC103', 'long', 'd', 'h'), ('MC104', 'taken', 'd', 'h')]::compiler.fault[]),
  array[('MC103', 'long', 'd', 'h'), ('MC104', 'taken', 'd', 'Rename or delete the one that has the name now; then restore this one.')]::compiler.fault[],
  'the hint of a taken name');
select is(compiler.restoration_faults('{}'), '{}', 'none');
