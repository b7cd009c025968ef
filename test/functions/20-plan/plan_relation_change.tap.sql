-- The foreign key follows its two fields.
select plan(6);

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

create function pg_temp.changed(p_end text, p_change jsonb) returns text language sql as $$
  select pg_temp.steps(compiler.plan_relation_change(pg_temp.field(p_end), pg_temp.field(p_end, p_change)))
$$;
select is(pg_temp.changed('c1', '{"name": "headline"}'), null, 'a field that is no relation');
select is(pg_temp.changed('c3', '{"description": "new"}'), 'UPDATE_RELATION COMMENT book authorId', 'its comment names both sides');
select is(pg_temp.steps(compiler.plan_relation_change(f, f)), 'UPDATE_RELATION COMMENT book authorId', 'whichever of them changes')
from core."fieldMetadata" f where f.name = 'books' and f."objectMetadataId" = pg_temp.id('b2');
select is(pg_temp.changed('c3', jsonb_build_object('settings', (pg_temp.field('c3')).settings || '{"onDelete": "CASCADE"}')),
  'UPDATE_RELATION REPLACE book authorId', 'onDelete is the key itself');
select is(pg_temp.changed('c3', jsonb_build_object('settings', (pg_temp.field('c3')).settings || '{"onDelete": "SET_NULL"}')),
  'UPDATE_RELATION COMMENT book authorId', 'what it is anyway, said');
set local role compiler;
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, label, type)
values (pg_temp.id('c9'), pg_temp.id('0a'), pg_temp.id('b1'), 'waiting', 'x', 'RELATION');
reset role;
select is(pg_temp.changed('c9', '{"name": "other"}'), null, 'a field that waits for its relation');
