-- The indexes that are metadata bear the names of their object and their fields.
select plan(6);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));
insert into core."indexMetadata" (id, "objectMetadataId", fields, "where") values
  (pg_temp.id('e1'), pg_temp.id('b1'), '{pages,authorId}', 'deletedAt is null');
-- Operations, a line each: type action table previous -> name.
create function pg_temp.steps(p_operations compiler.operation[]) returns text language sql as $$
  select string_agg(concat_ws(' ', o.type, o.action, o.table_name, o.previous_name || ' ->', o.name), E'\n' order by o.ordinality)
  from unnest(p_operations) with ordinality o
$$;

select is(compiler.plan_index_renames(pg_temp.id('b1'), 'book', 'book', true), '{}', 'nothing changes');
select is(pg_temp.steps(compiler.plan_index_renames(pg_temp.id('b1'), 'book', 'tome', false)),
  'UPDATE_INDEX tome IDX_book_pages_authorId -> IDX_tome_pages_authorId', 'the object''s name');
set local role compiler;
update core."fieldMetadata" set name = 'leaves' where id = pg_temp.id('c2');
reset role;
select is(pg_temp.steps(compiler.plan_index_renames(pg_temp.id('b1'), 'tome', 'tome', true)),
  'UPDATE_INDEX tome IDX_tome_pages_authorId -> IDX_tome_leaves_authorId', 'a field''s name');
select is(compiler.plan_index_renames(pg_temp.id('b1'), 'tome', 'tome', false), '{}', 'not yet, where only the object''s is asked for');
set local role compiler;
update core."indexMetadata" set fields = array[pg_temp.id('c1')::text];
reset role;
select is(pg_temp.steps(compiler.plan_index_renames(pg_temp.id('b1'), 'tome', 'tome', true)),
  'UPDATE_INDEX tome IDX_tome_pages_authorId -> IDX_tome_leaves_authorId', 'as it was compiled: its own change is compiled by itself');
select is(compiler.plan_index_renames(pg_temp.id('b2'), 'author', 'writer', true), '{}', 'an object without');
