-- Names tell whether two indexes are the same.
select plan(12);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'car', 'cars'), (pg_temp.id('b2'), pg_temp.id('0a'), 'bus', 'buses');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'seats', 'NUMBER', null), (pg_temp.id('c2'), pg_temp.id('b1'), 'plate', 'TEXT', null),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'kind', 'SELECT', '{"options": [{"value": "A", "label": "A"}]}'), (pg_temp.id('c4'), pg_temp.id('b2'), 'seats', 'NUMBER', null);
create function pg_temp.make(p_object text, p_fields text, p_rest jsonb default '{}') returns void language sql as $$
  insert into core."indexMetadata" ("objectMetadataId", fields, "isUnique", "where", "indexType")
  values (pg_temp.id(p_object), string_to_array(p_fields, ','), (p_rest ->> 'isUnique')::boolean, p_rest ->> 'where', p_rest ->> 'indexType')
$$;

select is(compiler.validate_index_names(array[pg_temp.id('b1'), null]), '{}', 'no index but those of fields');
select pg_temp.make('b1', 'seats,plate');
select lives_ok(format('select pg_temp.make(%L, %L, %L)', object, fields, rest), 'an index that differs by ' || what)
from (values ('b1', 'plate,seats', '{}', 'the order of its fields'), ('b1', 'seats,plate', '{"isUnique": true}', 'being unique'),
  ('b1', 'seats,plate', '{"where": "deletedAt is null"}', 'its predicate'), ('b2', 'seats', '{}', 'its object')) t (object, fields, rest, what);
select throws_ok($$ select pg_temp.make('b1', 'seats,plate') $$, 'MC603', 'object "car" has such an index', 'the same index twice');
select throws_ok($$ select pg_temp.make('b1', 'kind', '{"where": "deletedAt is null"}') $$, 'MC603', 'object "car" has such an index',
  'an index that a field brought along');

select pg_temp.make('b1', 'seats', '{"where": "deletedAt is null"}');
select pg_temp.make('b1', 'plate', '{"where": "deletedAt is null", "isUnique": true}');
select throws_ok($$ update core."fieldMetadata" set type = 'SELECT', settings = '{"options": [{"value": "4", "label": "4"}]}'
  where id = pg_temp.id('c1') $$, 'MC603', 'object "car" has such an index', 'an index that another type would bring along');
select throws_ok($$ update core."fieldMetadata" set "isUnique" = true where id = pg_temp.id('c2') $$, 'MC603', 'object "car" has such an index',
  'an index that a unique field would');
with gone as (delete from core."indexMetadata" where "isUnique" and fields = array[pg_temp.id('c2')::text] returning id)
update core."fieldMetadata" set "isUnique" = true where id = pg_temp.id('c2') and (select count(*) from gone) = 1;
select has_index('workspace_a', 'car', 'IDX_car_plate_unique', array['plate'], 'unless the same statement deletes it');
update core."indexMetadata" set fields = case cardinality(fields) when 2 then array[fields[2], fields[1]] else fields end
where "objectMetadataId" = pg_temp.id('b1') and not "isUnique" and "where" is null;
select is((select count(*) from pg_indexes where indexname in ('IDX_car_seats_plate_all', 'IDX_car_plate_seats_all')), 2::bigint,
  'two indexes that take each other''s name');
select is_empty($$ select * from core.drift(pg_temp.id('0a')) $$, 'nothing drifts');
