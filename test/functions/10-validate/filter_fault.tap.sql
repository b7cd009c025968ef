select plan(2);

select is(compiler.filter_fault('or[1].name', '"x"', 'give an object'),
  row('MC801', 'the filter of a row permission is not valid at or[1].name', 'Given: "x".', 'Give an object.')::compiler.fault,
  'says where, what and what instead');
select is((compiler.filter_fault('', to_jsonb(repeat('x', 1000)), 'give an object')).message,
  'the filter of a row permission is not valid', 'the whole has no place');
