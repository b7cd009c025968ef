-- A row of relationMetadata joins two fields, or is refused; it never stays without a foreign key.
select plan(7);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'author', 'authors'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'works', 'RELATION'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b2', 'writer', 'RELATION'),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-0000000000b1', 'name', 'TEXT'),
  ('00000000-0000-0000-0000-0000000000c4', '00000000-0000-0000-0000-0000000000b2', 'title', 'TEXT');

select hasnt_column('workspace_a', 'book', 'writerId', 'a field that waits for its relation has no column');

insert into core."relationMetadata"
  ("relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId")
values ('ONE_TO_MANY',
  '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c1',
  '00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-0000000000c2');

select fk_ok('workspace_a', 'book', 'writerId', 'workspace_a', 'author', 'id', 'the relation is a foreign key');
select is(
  (select settings from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c2'),
  '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1"}'::jsonb,
  'the "to" field has the settings it would have had');
select is(
  (select settings from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c1'),
  '{"relationType": "ONE_TO_MANY", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2"}'::jsonb,
  'and so has the "from" field');

-- Neither field waits for a relation, so that nothing but this row is pending.
select throws_ok($$
  insert into core."relationMetadata"
    ("relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId")
  values ('ONE_TO_MANY',
    '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c3',
    '00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-0000000000c4')
$$, 'MC302', null, 'a relation of fields of other types is refused');
select throws_ok($$
  insert into core."relationMetadata"
    ("workspaceId", "relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId")
  values ('00000000-0000-0000-0000-00000000000a', 'ONE_TO_MANY',
    gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid())
$$, 'MC301', null, 'a relation of nothing is refused');
select is(
  (select count(*) from core."relationMetadata" r where not exists (select from compiler.compiled c where c.id = r.id)),
  0::bigint, 'every relation row is compiled');
