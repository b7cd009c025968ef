-- A renamed object is a renamed table, whose indexes follow.
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
-- An object's row with changes.
create function pg_temp.object(p_end text, p_change jsonb default '{}') returns core."objectMetadata" language sql as $$
  select jsonb_populate_record(null::core."objectMetadata", to_jsonb(o) || p_change) from core."objectMetadata" o where o.id = pg_temp.id(p_end)
$$;

create function pg_temp.changed(p_change jsonb) returns text language sql as $$
  select pg_temp.steps(compiler.plan_object_change(pg_temp.object('b1'), pg_temp.object('b1', p_change)))
$$;
select is(pg_temp.changed('{"labelSingular": "new", "description": "new"}'), 'UPDATE_OBJECT COMMENT book', 'every change leaves a trace');
select is(pg_temp.changed('{"namePlural": "library"}'), 'UPDATE_OBJECT COMMENT book', 'the plural stands in the comment');
select is((select o.comment from unnest(compiler.plan_object_change(pg_temp.object('b1'), pg_temp.object('b1', '{"namePlural": "library"}'))) o),
  '@plural library', 'there');
select is(pg_temp.changed('{"nameSingular": "tome"}'),
  E'UPDATE_OBJECT RENAME tome book ->\nUPDATE_INDEX tome IDX_book_deletedAt -> IDX_tome_deletedAt\nUPDATE_INDEX tome IDX_book_createdAt -> IDX_tome_createdAt\n'
  'UPDATE_INDEX tome IDX_book_updatedAt -> IDX_tome_updatedAt\nUPDATE_INDEX tome IDX_book_title_search -> IDX_tome_title_search\n'
  'UPDATE_INDEX tome IDX_book_authorId -> IDX_tome_authorId\nUPDATE_INDEX tome IDX_book_pages_authorId -> IDX_tome_pages_authorId\n'
  'UPDATE_OBJECT COMMENT tome', 'a name');
select is(pg_temp.changed('{"isActive": false}'), E'UPDATE_OBJECT GRANTS book\nUPDATE_OBJECT COMMENT book', 'switched off');
select is((select o.grants from unnest(compiler.plan_object_change(pg_temp.object('b1'), pg_temp.object('b1', '{"isActive": false}'))) o
    where o.action = 'GRANTS'), '[]', 'which gives no rights');
