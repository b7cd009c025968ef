-- All pending rows, in order: each object with its fields, then the relations.
select plan(5);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
-- The compiler's own rows stay pending.
set local role compiler;
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'author', 'authors', 'Author', 'Authors'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'book', 'books', 'Book', 'Books');
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, label, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b2', 'title', 'x', 'TEXT', null),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', 'age', 'x', 'NUMBER', null),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b2', 'pages', 'x', 'NUMBER', null),
  ('00000000-0000-0000-0000-0000000000c4', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', 'books', 'x', 'RELATION', '{"relationType": "ONE_TO_MANY"}'),
  ('00000000-0000-0000-0000-0000000000c5', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b2', 'author', 'x', 'RELATION', '{"relationType": "MANY_TO_ONE"}'),
  ('00000000-0000-0000-0000-0000000000c6', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b2', 'waiting', 'x', 'RELATION', null);
insert into core."relationMetadata"
  (id, "workspaceId", "relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId")
values ('00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-00000000000a', 'ONE_TO_MANY',
  '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c4',
  '00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-0000000000c5');
reset role;

create temp table planned on commit drop as
select p.* from compiler.plan_pending('00000000-0000-0000-0000-00000000000a', compiler.read_pending(
  '00000000-0000-0000-0000-00000000000a', '{00000000-0000-0000-0000-0000000000b1,00000000-0000-0000-0000-0000000000b2}')) p;

select results_eq(
  $$ select o.type, o.table_name, o.name from planned, unnest(operations) o where o.type <> 'CREATE_INDEX' $$,
  $$ values ('CREATE_OBJECT', 'author', null), ('CREATE_FIELD', 'author', 'age'),
    ('CREATE_OBJECT', 'book', null), ('CREATE_FIELD', 'book', 'title'), ('CREATE_FIELD', 'book', 'pages'),
    ('CREATE_FIELD', 'book', 'authorId'), ('CREATE_RELATION', 'book', 'authorId') $$,
  'objects and fields in the order in which they were given; relations last');
select set_eq(
  $$ select unnest(compiled_ids) from planned $$,
  $$ select ('00000000-0000-0000-0000-0000000000' || s)::uuid from unnest('{b1,b2,c1,c2,c3,c4,c5,d1}'::text[]) s $$,
  'every row is compiled, but for the field that waits for its relation');

set local role compiler;
insert into compiler.compiled (id, workspace_id, kind)
select ('00000000-0000-0000-0000-0000000000' || s)::uuid, '00000000-0000-0000-0000-00000000000a',
  case left(s, 1) when 'b' then 'OBJECT' when 'c' then 'FIELD' else 'RELATION' end
from unnest('{b1,b2,c1,c2,c4,c5,d1}'::text[]) s;
reset role;
select results_eq(
  $$ select o.type, o.name, o.is_new_table from compiler.plan_pending('00000000-0000-0000-0000-00000000000a',
       compiler.read_pending('00000000-0000-0000-0000-00000000000a', '{00000000-0000-0000-0000-0000000000b2}')) p,
       unnest(p.operations) o $$,
  $$ values ('CREATE_FIELD', 'pages', false) $$, 'a new field of an object that has its table');

set local role compiler;
insert into compiler.compiled (id, workspace_id, kind)
values ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-00000000000a', 'FIELD');
reset role;
select is(p.operations, '{}', 'nothing pending, no operation') from compiler.plan_pending('00000000-0000-0000-0000-00000000000a',
  compiler.read_pending('00000000-0000-0000-0000-00000000000a', '{00000000-0000-0000-0000-0000000000b2}')) p;
select is(p.compiled_ids, '{}', 'and no row') from compiler.plan_pending('00000000-0000-0000-0000-00000000000a',
  compiler.read_pending('00000000-0000-0000-0000-00000000000a', '{00000000-0000-0000-0000-0000000000b2}')) p;
