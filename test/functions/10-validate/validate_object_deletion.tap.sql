select plan(6);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'author', 'authors'),
  ('00000000-0000-0000-0000-0000000000b3', '00000000-0000-0000-0000-00000000000a', 'chapter', 'chapters'),
  ('00000000-0000-0000-0000-0000000000b4', '00000000-0000-0000-0000-00000000000a', 'shelf', 'shelves');
insert into core."fieldMetadata" ("objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000b1', 'writer', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2"}'),
  ('00000000-0000-0000-0000-0000000000b1', 'parts', 'RELATION',
   '{"relationType": "ONE_TO_MANY", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b3"}'),
  ('00000000-0000-0000-0000-0000000000b4', 'parent', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b4", "relationTargetFieldName": "children"}');

create function pg_temp.faults_of(p_name text) returns compiler.fault[] language sql as $$
  select compiler.validate_object_deletion(o) from core."objectMetadata" o where o."nameSingular" = p_name
$$;

select is(pg_temp.faults_of('book'), array[row('MC503', 'other objects depend on object "book"',
  'By these relation fields: "author.books", "chapter.book".', 'Delete these fields first, or deactivate the object.')::compiler.fault],
  'relations from and to others');
select is((pg_temp.faults_of('author'))[1].detail, 'By these relation fields: "book.writer".', 'a relation from another');
select is((pg_temp.faults_of('chapter'))[1].detail, 'By these relation fields: "book.parts".', 'a list of another');
select is(pg_temp.faults_of('shelf'), '{}', 'a relation to itself goes with it');
select is(pg_temp.faults_of('company'), array[row('MC502', 'standard object "company" cannot be deleted',
  'Every workspace has it.', 'Deactivate it instead: set isActive to false.')::compiler.fault], 'a standard object');

insert into core."fieldMetadata" ("objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000b4', 'books', 'RELATION', '{"relationType": "MANY_TO_MANY",
   "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1", "relationTargetFieldName": "stands", "junctionObjectName": "place"}');
select is((pg_temp.faults_of('place'))[1].detail, 'By these relation fields: "book.places", "book.stands", "shelf.books", "shelf.places".',
  'a junction object: the relation that it holds, too');
