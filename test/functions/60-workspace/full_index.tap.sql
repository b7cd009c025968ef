-- An index of a blueprint with all defaults filled in.
select plan(4);

select is(compiler.full_index('{"fields": ["b", "a"]}'), '{"fields": ["b", "a"], "isUnique": false, "where": null, "indexType": "BTREE"}'::jsonb,
  'defaults');
select is(compiler.full_index('{"fields": ["a"], "isUnique": true, "where": " \"deletedAt\"  IS null", "indexType": "gin"}'),
  '{"fields": ["a"], "isUnique": true, "where": "deletedAt IS NULL", "indexType": "GIN"}'::jsonb, 'one way to say a thing');
select is(compiler.full_index('{"fields": ["a"], "where": "x = 1"}') ->> 'where', 'x = 1', 'another predicate is left to be refused');
select is(compiler.full_index('{"fields": ["a"], "where": ""}') ->> 'where', null, 'an empty one is none');
