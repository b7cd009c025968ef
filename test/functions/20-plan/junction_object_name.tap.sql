-- The name of the object that holds a MANY_TO_MANY relation.
select plan(2);

select is(compiler.junction_object_name('{}', 'project', 'person'), 'projectPerson', 'of both');
select is(compiler.junction_object_name('{"junctionObjectName": "assignment"}', 'project', 'person'), 'assignment', 'or as given');
