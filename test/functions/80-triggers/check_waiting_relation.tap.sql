-- A RELATION field without a target may wait for its relation row until the transaction ends.
select plan(6);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'author', 'authors'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'book', 'books');

select lives_ok($$
  insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values
    ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'works', 'RELATION'),
    ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b2', 'writer', 'RELATION')
$$, 'the fields may come first');
select throws_ok('set constraints all immediate', 'MC303', 'field "works" is a relation that leads nowhere',
  'a transaction that would end here is refused');
insert into core."relationMetadata"
  ("relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId")
values ('ONE_TO_MANY',
  '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c1',
  '00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-0000000000c2');
select lives_ok('set constraints all immediate', 'with the relation row it may end');
set constraints all deferred;

insert into core."fieldMetadata" ("objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000b2', 'editor', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1"}');
select lives_ok('set constraints all immediate', 'a field that names its target does not wait');

-- Constraints stay immediate, which asks before the statement's own trigger has compiled.
select lives_ok($$
  insert into core."fieldMetadata" ("objectMetadataId", name, type, settings) values
    ('00000000-0000-0000-0000-0000000000b2', 'translator', 'RELATION',
     '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1",
       "relationTargetFieldName": "translations"}')
$$, 'not even where constraints are immediate');
select throws_ok($$
  insert into core."fieldMetadata" ("objectMetadataId", name, type)
  values ('00000000-0000-0000-0000-0000000000b2', 'reader', 'RELATION')
$$, 'MC303', null, 'where one without a target cannot wait');
