-- What identifies a field stays; what may be left out is filled.
select plan(17);

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

insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings, "defaultValue") values (pg_temp.id('c4'), pg_temp.id('b1'), 'genre', 'SELECT',
  '{"options": [{"id": "00000000-0000-0000-0000-0000000000f1", "value": "A", "label": "A"}, {"id": "00000000-0000-0000-0000-0000000000f2", "value": "B", "label": "B"}]}', '"A"');
select throws_ok(format('update core."fieldMetadata" set %s where id = pg_temp.id(%L)', change, 'c1'), 'MC501', 'what identifies field "title" does not change', change)
from unnest(array['id = gen_random_uuid()', '"objectMetadataId" = pg_temp.id(''b2'')', '"workspaceId" = gen_random_uuid()', '"isCustom" = false', '"isSystem" = true',
  'ordinal = default']) change;
select throws_ok(format('update core."fieldMetadata" set %s where name = ''employees''', change), 'MC502', 'standard field "employees" keeps its name and type', change)
from unnest(array['name = ''staff''', 'type = ''TEXT''']) change;
select lives_ok($$ update core."fieldMetadata" set label = 'Staff', description = 'x', icon = 'y' where name = 'employees' $$, 'its label, description and icon may change');
update core."fieldMetadata" set label = null, "isActive" = null, "isNullable" = null, "isUnique" = null, "createdAt" = null where id = pg_temp.id('c1');
select results_eq($$ select label::text, "isActive", "isNullable", "isUnique", "createdAt" from core."fieldMetadata" where id = pg_temp.id('c1') $$,
  $$ values ('Title', true, true, false, now()) $$, 'what is left out');
select throws_ok(format('update core."fieldMetadata" set %s where id = pg_temp.id(%L)', change, 'c1'), code, null, change)
from (values ('name = null', 'MC101'), ('name = repeat(''a'', 5000)', 'MC103'), ('type = null', 'MC201')) t (change, code);
update core."fieldMetadata" set settings = '{"options": [{"value": "B", "label": "Bee"}, {"value": "C", "label": "C"}, {"id": "00000000-0000-0000-0000-0000000000f1", "value": "Z", "label": "Z"}]}'
where id = pg_temp.id('c4');
select is((pg_temp.field('c4')).settings #>> '{options,0,id}', '00000000-0000-0000-0000-0000000000f2', 'an option without id is known by its value');
select matches((pg_temp.field('c4')).settings #>> '{options,1,id}', '^[0-9a-f-]{36}$', 'a new one gets an id');
select is((pg_temp.field('c4'))."defaultValue", '"Z"', 'the default follows its option');
update core."fieldMetadata" set settings = settings - 'isInverse' where name = 'books' and "objectMetadataId" = pg_temp.id('b2');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values (pg_temp.id('c5'), pg_temp.id('b1'), 'preface', 'RELATION',
  jsonb_build_object('relationType', 'ONE_TO_ONE', 'relationTargetObjectId', pg_temp.id('b2')));
update core."fieldMetadata" set settings = settings - 'isInverse' where name = 'book' and "objectMetadataId" = pg_temp.id('b2');
select is((select settings -> 'isInverse' from core."fieldMetadata" where name = 'book' and "objectMetadataId" = pg_temp.id('b2')), 'true',
  'the side without a column stays that');
