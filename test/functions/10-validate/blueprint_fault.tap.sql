-- What is wrong at a place of a blueprint.
select plan(3);

select is(compiler.blueprint_fault('objects[2].fields[0].type', '"TXT"', 'give TEXT'),
  row('MC702', 'the blueprint is not valid at objects[2].fields[0].type', 'Given: "TXT".', 'Give TEXT.')::compiler.fault,
  'the place, what stands there, what should');
select is((compiler.blueprint_fault('', '5', 'give a JSON object')).message, 'the blueprint is not valid', 'the whole');
select is((compiler.blueprint_fault('objects', null, 'give it')).detail, 'It is missing.', 'nothing stands there');
