-- A deleted field's column is moved out of sight.
select plan(5);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));
-- Operations, a line each: type action table previous -> name.
create function pg_temp.steps(p_operations compiler.operation[]) returns text language sql as $$
  select string_agg(concat_ws(' ', o.type, o.action, o.table_name, o.previous_name || ' ->', o.name), E'\n' order by o.ordinality)
  from unnest(p_operations) with ordinality o
$$;
-- A field's row with changes.
create function pg_temp.field(p_end text, p_change jsonb default '{}') returns core."fieldMetadata" language sql as $$
  select jsonb_populate_record(null::core."fieldMetadata", to_jsonb(f) || p_change) from core."fieldMetadata" f where f.id = pg_temp.id(p_end)
$$;

select is(pg_temp.steps(compiler.plan_field_deletion(pg_temp.field('c2'), 'book')),
  'DELETE_FIELD HIDE book pages -> deleted_000000000000000000000000000000c2', 'renamed after its id');
select is(pg_temp.steps(compiler.plan_field_deletion(pg_temp.field('c2', '{"isNullable": false}'), 'book')),
  'DELETE_FIELD HIDE_NOT_NULL book pages -> deleted_000000000000000000000000000000c2', 'and asks for no value');
select is(pg_temp.steps(compiler.plan_field_deletion(pg_temp.field('c1'), 'book')),
  E'DELETE_INDEX book IDX_book_title_search\nDELETE_FIELD HIDE book title -> deleted_000000000000000000000000000000c1', 'its index goes');
select is(pg_temp.steps(compiler.plan_field_deletion(pg_temp.field('c3'), 'book')),
  E'DELETE_RELATION book authorId\nDELETE_INDEX book IDX_book_authorId\nDELETE_FIELD HIDE book authorId -> deleted_000000000000000000000000000000c3',
  'and its foreign key');
select is(compiler.plan_field_deletion(f, 'author'), '{}', 'the list side has nothing')
from core."fieldMetadata" f where f.name = 'books' and f."objectMetadataId" = pg_temp.id('b2');
