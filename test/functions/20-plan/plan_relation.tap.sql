-- A relation is a foreign key from the "to" side.
select plan(6);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
set local role compiler;
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'author', 'authors', 'Author', 'Authors'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'book', 'books', 'Book', 'Books');
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, label, type, description) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1',
   'works', 'x', 'RELATION', 'What they wrote'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b2',
   'writer', 'x', 'RELATION', E'Who wrote it\n@omit');
reset role;

-- The operation of the relation whose "to" field has these settings.
create function pg_temp.planned(p_settings jsonb default null) returns compiler.operation language plpgsql as $$
begin
  set local role compiler;
  update core."fieldMetadata" set settings = p_settings where name = 'writer';
  reset role;
  return compiler.plan_relation(jsonb_populate_record(null::core."relationMetadata", '{
    "id": "00000000-0000-0000-0000-0000000000d1", "relationType": "ONE_TO_MANY",
    "fromObjectMetadataId": "00000000-0000-0000-0000-0000000000b1", "fromFieldMetadataId": "00000000-0000-0000-0000-0000000000c1",
    "toObjectMetadataId": "00000000-0000-0000-0000-0000000000b2", "toFieldMetadataId": "00000000-0000-0000-0000-0000000000c2"}'));
end $$;

select is(pg_temp.planned(), jsonb_populate_record(null::compiler.operation, jsonb_build_object(
    'type', 'CREATE_RELATION', 'relation_id', '00000000-0000-0000-0000-0000000000d1',
    'object_id', '00000000-0000-0000-0000-0000000000b2', 'target_object_id', '00000000-0000-0000-0000-0000000000b1',
    'field_id', '00000000-0000-0000-0000-0000000000c2', 'table_name', 'book', 'target_table', 'author',
    'name', 'writerId', 'on_delete', 'set null',
    'comment', E'@fieldName writer\n@foreignFieldName works\n@description "Who wrote it\\n@omit"\n@foreignDescription "What they wrote"')),
  'the key, with the names and descriptions of both sides');
select is((pg_temp.planned('{"onDelete": "SET_NULL"}')).on_delete, 'set null', 'SET_NULL');
select is((pg_temp.planned('{"onDelete": "CASCADE"}')).on_delete, 'cascade', 'CASCADE');
select is((pg_temp.planned('{"onDelete": "RESTRICT"}')).on_delete, 'restrict', 'RESTRICT');
set local role compiler;
update core."fieldMetadata" set description = null;
reset role;
select is((pg_temp.planned()).comment, E'@fieldName writer\n@foreignFieldName works', 'no description, no tag');
select throws_ok($$ select compiler.plan_relation(jsonb_populate_record(null::core."relationMetadata", '{
  "fromFieldMetadataId": "00000000-0000-0000-0000-0000000000c1", "toFieldMetadataId": "00000000-0000-0000-0000-0000000000cf"}')) $$,
  'P0002', null, 'a field that does not exist is a mistake of the caller');
