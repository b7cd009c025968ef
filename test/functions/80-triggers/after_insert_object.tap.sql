-- The objects of one INSERT are compiled together, for each workspace they belong to.
select plan(7);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'),
  ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-00000000000a', 'author', 'authors'),
  ('00000000-0000-0000-0000-00000000000b', 'author', 'authors'),
  ('00000000-0000-0000-0000-00000000000a', 'book', 'books');

select has_table('workspace_a', 'author', 'the first object of the first workspace');
select has_table('workspace_a', 'book', 'the second one');
select has_table('workspace_b', 'author', 'the object of the second workspace');
select hasnt_table('workspace_b', 'book', 'nothing of the other workspace');
select results_eq(
  $$ select w.subdomain::text, m.migrations #>> '{0,type}', count(*)
     from core."workspaceMigration" m join core.workspace w on w.id = m."workspaceId"
     where m."isCustom" group by 1, 2 order by 1 $$,
  $$ values ('acme', 'CREATE_OBJECT', 1::bigint), ('bolt', 'CREATE_OBJECT', 1) $$,
  'one row of history for each workspace');

select throws_ok($$
  insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural") values
    ('00000000-0000-0000-0000-00000000000a', 'shelf', 'shelves'),
    ('00000000-0000-0000-0000-00000000000b', 'author', 'writers')
$$, 'MC104', null, 'a fault in one workspace refuses the statement');
select hasnt_table('workspace_a', 'shelf', 'and nothing of it stays in the other');
