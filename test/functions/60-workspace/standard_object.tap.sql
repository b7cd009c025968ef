-- One of the standard objects, by its name.
select plan(3);

select is(compiler.standard_object('note') ->> 'namePlural', 'notes', 'one of them');
select is(compiler.standard_object('order'), null, 'another');
select is(compiler.standard_object(null), null, 'none');
