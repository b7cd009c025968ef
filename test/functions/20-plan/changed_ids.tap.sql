-- The ids of changed rows, deleted ones too.
select plan(3);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'author', 'authors');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'pages', 'NUMBER', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'author', 'RELATION',
   jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));
-- A field's row with changes.
create function pg_temp.field(p_end text, p_change jsonb default '{}') returns core."fieldMetadata" language sql as $$
  select jsonb_populate_record(null::core."fieldMetadata", to_jsonb(f) || p_change) from core."fieldMetadata" f where f.id = pg_temp.id(p_end)
$$;
-- An object's row with changes.
create function pg_temp.object(p_end text, p_change jsonb default '{}') returns core."objectMetadata" language sql as $$
  select jsonb_populate_record(null::core."objectMetadata", to_jsonb(o) || p_change) from core."objectMetadata" o where o.id = pg_temp.id(p_end)
$$;

select is(compiler.changed_ids(row('{}', '{}')), '{}', 'none');
select is(compiler.changed_ids(row(
    array[row(pg_temp.object('b1'), null)::compiler.object_change],
    array[row(pg_temp.field('c1'), pg_temp.field('c1'))::compiler.field_change, row(pg_temp.field('c2'), null)::compiler.field_change])),
  array[pg_temp.id('b1'), pg_temp.id('c1'), pg_temp.id('c2')], 'objects, then fields');
select is(compiler.changed_ids(row('{}', array[
    row(pg_temp.field('c1'), null)::compiler.field_change, row(pg_temp.field('c2'), null)::compiler.field_change]),
    array[pg_temp.id('c2'), pg_temp.id('e1')]),
  array[pg_temp.id('c2'), pg_temp.id('e1'), pg_temp.id('c1')], 'behind those that are known, each once');
