-- What a permission says.
select plan(3);

select is(compiler.permission_values('{"id": "x", "roleId": "y", "createdAt": "z", "canReadFieldValue": false, "canUpdateFieldValue": null}'),
  '{"canReadFieldValue": false}', 'a row');
select is(compiler.permission_values('{"object": "book", "readFilter": {"title": {"eq": "x"}}, "updateFilter": null}'),
  '{"readFilter": {"title": {"eq": "x"}}}', 'of a blueprint');
select is(compiler.permission_values('{"field": "book.title"}'), '{}', 'nothing');
