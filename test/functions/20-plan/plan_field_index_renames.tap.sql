-- The indexes of an object's fields bear its name.
select plan(3);

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

select is(pg_temp.steps(compiler.plan_field_index_renames(pg_temp.id('b1'), 'book', 'tome')),
  E'UPDATE_INDEX tome IDX_book_title_search -> IDX_tome_title_search\nUPDATE_INDEX tome IDX_book_authorId -> IDX_tome_authorId',
  'those that there are, in the order of the fields');
set local role compiler;
update core."fieldMetadata" set name = 'headline' where id = pg_temp.id('c1');
reset role;
select is(pg_temp.steps(compiler.plan_field_index_renames(pg_temp.id('b1'), 'book', 'tome')),
  E'UPDATE_INDEX tome IDX_book_title_search -> IDX_tome_title_search\nUPDATE_INDEX tome IDX_book_authorId -> IDX_tome_authorId',
  'fields have the names that they were compiled with');
select is(compiler.plan_field_index_renames(pg_temp.id('b2'), 'author', 'writer'), '{}', 'an object whose fields have none');
