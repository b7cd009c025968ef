-- A deleted object's table is moved out of sight; its indexes go.
select plan(2);

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
-- An object's row with changes.
create function pg_temp.object(p_end text, p_change jsonb default '{}') returns core."objectMetadata" language sql as $$
  select jsonb_populate_record(null::core."objectMetadata", to_jsonb(o) || p_change) from core."objectMetadata" o where o.id = pg_temp.id(p_end)
$$;

select is(pg_temp.steps(compiler.plan_object_deletion(pg_temp.object('b1'))),
  E'DELETE_INDEX book IDX_book_deletedAt\nDELETE_INDEX book IDX_book_createdAt\nDELETE_INDEX book IDX_book_updatedAt\n'
  'DELETE_INDEX book IDX_book_title_search -> IDX_book_title_search\nDELETE_INDEX book IDX_book_authorId -> IDX_book_authorId\n'
  'DELETE_INDEX book IDX_book_pages_authorId\nDELETE_OBJECT GRANTS deleted_000000000000000000000000000000b1 book ->', 'its own, its fields'', those that are metadata');
select is((select array_length(string_to_array(o.expression, ', '), 1) from unnest(compiler.plan_object_deletion(pg_temp.object('b1'))) o
    where o.type = 'DELETE_OBJECT'), 3, 'every role loses its rights');
