-- revive_deleted(): the metadata of deleted objects is there again, under the names of their tables.
select plan(6);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT', null),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'pages', 'NUMBER', null),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-0000000000b1', 'sequel', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1", "relationTargetFieldName": "prequels"}');
insert into core."indexMetadata" ("objectMetadataId", fields) values ('00000000-0000-0000-0000-0000000000b1', '{title,createdAt}');
delete from core."fieldMetadata" where name = 'pages';
create temp table before on commit drop as
  select to_jsonb(f) as row from core."fieldMetadata" f where f."objectMetadataId" = '00000000-0000-0000-0000-0000000000b1'
  union all select to_jsonb(r) from core."relationMetadata" r where r."toObjectMetadataId" = '00000000-0000-0000-0000-0000000000b1';
delete from core."objectMetadata" where "nameSingular" = 'book';
insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-00000000000a', 'book', 'books');
set constraints all immediate;

savepoint revived;
set local role compiler;
select lives_ok($$ select compiler.revive_deleted('00000000-0000-0000-0000-00000000000a') $$, 'though the names are taken again');
reset role;
select results_eq($$ select "nameSingular"::text, "namePlural"::text, "isActive" from core."objectMetadata"
    where id = '00000000-0000-0000-0000-0000000000b1' $$,
  $$ values ('deleted_000000000000000000000000000000b1', 'books', false) $$, 'the object');
select set_eq(
  $$ select to_jsonb(f) from core."fieldMetadata" f where f."objectMetadataId" = '00000000-0000-0000-0000-0000000000b1'
     union all select to_jsonb(r) from core."relationMetadata" r where r."toObjectMetadataId" = '00000000-0000-0000-0000-0000000000b1' $$,
  'select row from before', 'the fields that went with it, as they were, and its relation with itself');
select is((select count(*) from core."indexMetadata"), 0::bigint, 'no index: a hidden table has none');
rollback to savepoint revived;
select is((select count(*) from core."objectMetadata" where "namePlural" = 'books'), 1::bigint, 'and nothing stays of it');
set local role compiler;
select compiler.revive_deleted('00000000-0000-0000-0000-00000000000f');
reset role;
select is((select count(*) from core."objectMetadata" where "namePlural" = 'books'), 1::bigint, 'nor is another workspace touched');
