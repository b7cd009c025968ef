-- A deleted field gets its name back, its index, its foreign key.
select plan(9);

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

create function pg_temp.restored(p_end text, p_change jsonb default '{}', p_is_hidden boolean default true) returns text language sql as $$
  select pg_temp.steps(compiler.plan_field_restoration(pg_temp.field(p_end, p_change), 'book', p_is_hidden))
$$;
select is(pg_temp.restored('c2'), E'UPDATE_FIELD RENAME book deleted_000000000000000000000000000000c2 -> pages\nUPDATE_FIELD COMMENT book pages', 'its name');
select is(pg_temp.restored('c1'), E'UPDATE_FIELD RENAME book deleted_000000000000000000000000000000c1 -> title\nCREATE_INDEX book IDX_book_title_search\n'
  'UPDATE_FIELD COMMENT book title', 'its index');
select is(pg_temp.restored('c2', '{"isNullable": false}'), E'UPDATE_FIELD RENAME book deleted_000000000000000000000000000000c2 -> pages\n'
  'UPDATE_FIELD SET_NOT_NULL book pages\nUPDATE_FIELD COMMENT book pages', 'it asks for a value again');
select is(pg_temp.restored('c2', '{"isNullable": false, "defaultValue": 1}'), E'UPDATE_FIELD RENAME book deleted_000000000000000000000000000000c2 -> pages\n'
  'UPDATE_FIELD FILL_DEFAULT book pages\nUPDATE_FIELD SET_NOT_NULL book pages\nUPDATE_FIELD COMMENT book pages', 'which its default gives');
select is(pg_temp.restored('c2', '{"isNullable": false, "isActive": false}'), E'UPDATE_FIELD RENAME book deleted_000000000000000000000000000000c2 -> pages\n'
  'UPDATE_FIELD COMMENT book pages', 'not of a field that is off');
select is(pg_temp.restored('c3'), E'UPDATE_FIELD RENAME book deleted_000000000000000000000000000000c3 -> authorId\nUPDATE_FIELD CLEAR_DANGLING book authorId\n'
  'CREATE_RELATION book authorId\nCREATE_INDEX book IDX_book_authorId\nUPDATE_FIELD COMMENT book authorId', 'a relation, without ids that lead nowhere any more');
select is((select o.target_table from unnest(compiler.plan_field_restoration(pg_temp.field('c3'), 'book', true)) o where o.action = 'CLEAR_DANGLING'),
  'author', 'looked for in the target');
select is(pg_temp.restored('c3', '{}', false), E'CREATE_INDEX book IDX_book_authorId\nUPDATE_FIELD COMMENT book authorId', 'with its object: its column was never renamed');
select is(compiler.plan_field_restoration(f, 'author', true), '{}', 'the list side has no column')
from core."fieldMetadata" f where f.name = 'books' and f."objectMetadataId" = pg_temp.id('b2');
