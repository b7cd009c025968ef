-- What may be left out of a relation is filled; a side that is missing is refused as our own error.
select plan(9);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'),
  ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'author', 'authors'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'works', 'RELATION'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b2', 'writer', 'RELATION');

-- A relation row, one of whose columns is another.
create function pg_temp.insert_relation(p_other jsonb) returns void language sql as $$
  insert into core."relationMetadata"
  select (jsonb_populate_record(null::core."relationMetadata", jsonb_build_object(
    'relationType', 'ONE_TO_MANY',
    'fromObjectMetadataId', '00000000-0000-0000-0000-0000000000b1',
    'fromFieldMetadataId', '00000000-0000-0000-0000-0000000000c1',
    'toObjectMetadataId', '00000000-0000-0000-0000-0000000000b2',
    'toFieldMetadataId', '00000000-0000-0000-0000-0000000000c2') || p_other)).*
$$;

select throws_ok(format('select pg_temp.insert_relation(jsonb_build_object(%L, null))', c.name), c.sqlstate, null,
  format('%s is missing', c.name))
from (values ('fromObjectMetadataId', 'MC301'), ('toObjectMetadataId', 'MC301'), ('toFieldMetadataId', 'MC301'),
  ('relationType', 'MC302')) c (name, sqlstate);
select throws_ok($$ select pg_temp.insert_relation('{"fromFieldMetadataId": null}') $$,
  'MC401', 'the relation belongs to no workspace', 'fromFieldMetadataId is missing, and no workspace is known');
select throws_ok($$ select pg_temp.insert_relation('{"id": "00000000-0000-0000-0000-0000000000b1"}') $$,
  'MC104', 'the id of a relation is taken', 'with the id of an object');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000b';
select throws_ok($$ select pg_temp.insert_relation('{"workspaceId": "00000000-0000-0000-0000-00000000000a"}') $$,
  'MC402', 'the relation belongs to another workspace', 'of another workspace than the claimed one');

set local app.current_workspace_id = '';
-- id, workspace and times are null here.
select lives_ok($$ select pg_temp.insert_relation('{}') $$, 'what may be left out is left out');
select results_eq(
  $$ select id is not null, "workspaceId", "createdAt" = now(), "updatedAt" = now() from core."relationMetadata"
     where "toFieldMetadataId" = '00000000-0000-0000-0000-0000000000c2' $$,
  $$ values (true, '00000000-0000-0000-0000-00000000000a'::uuid, true, true) $$,
  'the workspace is the fields''');
