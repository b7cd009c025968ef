-- All operations, in an order that can run.
select plan(5);

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

-- What an UPDATE or DELETE by the compiler leaves to be compiled.
create function pg_temp.planned() returns text language sql as $$
  select pg_temp.steps(compiler.plan_changes(compiler.read_changes(pg_temp.id('0a'), array[pg_temp.id('b1'), pg_temp.id('b2')])))
$$;
select is(pg_temp.planned(), null, 'nothing');
savepoint here;
set local role compiler;
update core."objectMetadata" set "nameSingular" = 'tome' where id = pg_temp.id('b1');
update core."fieldMetadata" set name = 'leaves' where id = pg_temp.id('c2');
reset role;
select is(pg_temp.planned(),
  E'UPDATE_OBJECT RENAME tome book ->\nUPDATE_INDEX tome IDX_book_deletedAt -> IDX_tome_deletedAt\nUPDATE_INDEX tome IDX_book_createdAt -> IDX_tome_createdAt\n'
  'UPDATE_INDEX tome IDX_book_updatedAt -> IDX_tome_updatedAt\nUPDATE_INDEX tome IDX_book_title_search -> IDX_tome_title_search\n'
  'UPDATE_INDEX tome IDX_book_authorId -> IDX_tome_authorId\nUPDATE_INDEX tome IDX_book_pages_authorId -> IDX_tome_pages_authorId\n'
  'UPDATE_OBJECT COMMENT tome\nUPDATE_FIELD RENAME tome pages -> leaves\nUPDATE_FIELD COMMENT tome leaves\n'
  'UPDATE_INDEX tome IDX_tome_pages_authorId -> IDX_tome_leaves_authorId',
  'the object''s name, then the field''s under it, then the indexes that are metadata');
rollback to here;
set local role compiler;
update core."fieldMetadata" set name = case id when pg_temp.id('c1') then 'pages' else 'title' end where id in (pg_temp.id('c1'), pg_temp.id('c2'));
reset role;
select is(replace(pg_temp.planned(), md5('pages'), '<pages>'),
  E'UPDATE_FIELD RENAME book pages -> moving_<pages>\nUPDATE_FIELD RENAME book title -> pages\nUPDATE_INDEX book IDX_book_title_search -> IDX_book_pages_search\n'
  'UPDATE_FIELD COMMENT book pages\nUPDATE_FIELD RENAME book moving_<pages> -> title\nUPDATE_FIELD COMMENT book title\n'
  'UPDATE_INDEX book IDX_book_pages_authorId -> IDX_book_title_authorId', 'two names that are swapped');
rollback to here;
set local role compiler;
delete from core."fieldMetadata" where id = pg_temp.id('c1');
update core."fieldMetadata" set "isActive" = false where id = pg_temp.id('c3');
reset role;
select is(pg_temp.planned(),
  E'DELETE_INDEX book IDX_book_title_search\nDELETE_FIELD HIDE book title -> deleted_000000000000000000000000000000c1\n'
  'UPDATE_FIELD COMMENT book authorId\nUPDATE_RELATION COMMENT book authorId\nUPDATE_OBJECT GRANTS book', 'what is hidden: rights are given again, once');
rollback to here;
set local role compiler;
delete from core."relationMetadata";
delete from core."fieldMetadata" where "objectMetadataId" in (pg_temp.id('b1'), pg_temp.id('b2'));
delete from core."indexMetadata";
delete from core."objectMetadata" where id = pg_temp.id('b1');
reset role;
select is((select array_agg(distinct split_part(s, ' ', 1)) from regexp_split_to_table(pg_temp.planned(), E'\n') s), '{DELETE_INDEX,DELETE_OBJECT,UPDATE_OBJECT}',
  'a deleted object takes its fields along; the other gives its rights again');
