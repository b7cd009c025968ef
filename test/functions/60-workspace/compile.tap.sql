-- compile() takes whatever is pending on the objects it is given through all passes, or changes nothing.
select plan(15);

-- compile() as its callers run it: as the owner.
create function pg_temp.compile(p_workspace_id uuid, p_object_ids uuid[]) returns void language sql security definer
  as 'select compiler.compile(p_workspace_id, p_object_ids)';
alter function pg_temp.compile owner to compiler;

-- The compiler's own rows fire no triggers: they stay pending.
set local role compiler;
insert into core.workspace (id, "displayName", "schemaName") values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'workspace_a');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'author', 'authors', 'Author', 'Authors'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'book', 'books', 'Book', 'Books'),
  ('00000000-0000-0000-0000-0000000000b3', '00000000-0000-0000-0000-00000000000a', 'shelf', 'shelves', 'Shelf', 'Shelves');
insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, label, type, settings) values
  ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', 'name', 'Name', 'TEXT', null),
  ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b2', 'author', 'Author', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1"}');
reset role;
select hasnt_schema('workspace_a', 'nothing is compiled yet');

select lives_ok($$ select pg_temp.compile('00000000-0000-0000-0000-00000000000a', '{00000000-0000-0000-0000-0000000000b2}') $$,
  'compile the book');
select has_table('workspace_a', 'company', 'a workspace that was not provisioned is');
select has_column('workspace_a', 'book', 'authorId', 'the object has its table, with what is pending on it');
select has_column('workspace_a', 'author', 'name', 'and so has the object that a pending relation leads to');
select fk_ok('workspace_a', 'book', 'authorId', 'workspace_a', 'author', 'id', 'which it refers to');
select hasnt_table('workspace_a', 'shelf', 'an object that nothing leads to is left alone');
select results_eq(
  $$ select version, "isCustom", migrations #>> '{0,type}' from core."workspaceMigration" order by version $$,
  $$ values (1::bigint, false, 'CREATE_WORKSPACE'), (2, true, 'CREATE_OBJECT') $$, 'one row of history for each');

select pg_temp.compile('00000000-0000-0000-0000-00000000000a', '{00000000-0000-0000-0000-0000000000b2}');
select is((select count(*) from core."workspaceMigration"), 2::bigint, 'nothing pending: no change, no history');

set local role compiler;
insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, label, type) values
  ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b3', 'Bad name', 'x', 'TEXT'),
  ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b3', 'good', ' ', 'NOTHING');
reset role;
select throws_ok($$ select pg_temp.compile('00000000-0000-0000-0000-00000000000a', '{00000000-0000-0000-0000-0000000000b3}') $$,
  'MC101', 'field name "Bad name" is not a valid name (and 2 more faults)', 'all faults at once');
select hasnt_table('workspace_a', 'shelf', 'what is refused changes nothing');

select throws_ok($$ select pg_temp.compile('00000000-0000-0000-0000-00000000000f', '{}') $$,
  'MC401', 'workspace 00000000-0000-0000-0000-00000000000f does not exist', 'no such workspace');
update core.workspace set "deletedAt" = now();
select throws_ok($$ select pg_temp.compile('00000000-0000-0000-0000-00000000000a', '{}') $$,
  'MC401', 'workspace 00000000-0000-0000-0000-00000000000a does not exist', 'a deleted workspace');
update core.workspace set "deletedAt" = null;

-- As many columns as Postgres keeps, made by hand: as fields they would take seconds.
do $$ begin
  execute (select 'alter table workspace_a.author ' || string_agg('add column c' || i || ' integer', ', ')
    from generate_series(1, 1600 - (select count(*)::integer from pg_attribute
      where attrelid = 'workspace_a.author'::regclass and attnum > 0)) i);
end $$;
select throws_ok($$ insert into core."fieldMetadata" ("objectMetadataId", name, type)
  values ('00000000-0000-0000-0000-0000000000b1', 'oneMore', 'TEXT') $$,
  'MC106', 'object "author" would have too many columns', 'more columns than a table can have');

-- The field's settings say that it is the many side, the relation that it is the one side.
select throws_ok($$
  with field as (
    insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
      ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'works', 'RELATION',
       '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2"}'),
      ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b2', 'editor', 'RELATION', null)
  )
  insert into core."relationMetadata"
    ("workspaceId", "relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId")
  values ('00000000-0000-0000-0000-00000000000a', 'ONE_TO_MANY',
    '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c1',
    '00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-0000000000c2')
$$, 'MC302', 'the settings of field "works" name another relation', 'settings that contradict a relation row');
