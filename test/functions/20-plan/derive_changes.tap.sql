-- What follows from a change, in the metadata itself.
select plan(8);

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

create function pg_temp.derived(p_changes compiler.changes) returns uuid[] language sql security definer as 'select compiler.derive_changes(p_changes)';
alter function pg_temp.derived owner to compiler;
create temp table inverse on commit drop as
select f.id from core."fieldMetadata" f where f.name = 'books' and f."objectMetadataId" = pg_temp.id('b2');
select is(pg_temp.derived(row('{}', '{}')), '{}', 'nothing follows from nothing');
select is(pg_temp.derived(row('{}', array[row(pg_temp.field('c1'), pg_temp.field('c1', '{"isActive": false}'))::compiler.field_change])), '{}',
  'nor from a field by itself');
select is(pg_temp.derived(row(array[row(pg_temp.object('b1'), pg_temp.object('b1', '{"namePlural": "tomes"}'))::compiler.object_change], '{}')),
  (select array_agg(id) from inverse), 'a renamed object: the inverse that bears its name');
select is((select f.name from core."fieldMetadata" f join inverse using (id)), 'tomes', 'is renamed');
select is(pg_temp.derived(row('{}', array[row(pg_temp.field('c3'), pg_temp.field('c3', '{"isActive": false}'))::compiler.field_change])),
  (select array_agg(id) from inverse), 'half a relation switched off: the other half');
select is((select f."isActive" from core."fieldMetadata" f join inverse using (id)), false, 'is switched off');
select is(cardinality(pg_temp.derived(row(array[row(pg_temp.object('b1'), null)::compiler.object_change], '{}'))), 5, 'a deleted object: its three fields, its relation and the other half of that');
select is((select count(*) from core."fieldMetadata" f where f."objectMetadataId" = pg_temp.id('b1')), 0::bigint, 'are deleted');
