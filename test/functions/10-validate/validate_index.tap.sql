select plan(37);

set local role compiler;
insert into core.workspace (id, "displayName", "schemaName") values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'workspace_a'), ('00000000-0000-0000-0000-00000000000b', 'Other', 'workspace_b');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'orderItem', 'orderItems', 'x', 'x'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000b', 'secret', 'secrets', 'x', 'x');
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, label, type, settings)
select ('00000000-0000-0000-0000-0000000000c' || t.i)::uuid, ('00000000-0000-0000-0000-00000000000' || t.workspace)::uuid,
  ('00000000-0000-0000-0000-0000000000b' || t.object)::uuid, t.name, 'x', t.type, t.settings::jsonb
from (values
  (1, 'a', 1, 'code', 'TEXT', null), (2, 'a', 1, 'marks', 'MULTI_SELECT', null), (3, 'a', 1, 'price', 'CURRENCY', null),
  (4, 'a', 1, 'order', 'RELATION', '{"relationType": "MANY_TO_ONE"}'), (5, 'a', 1, 'parts', 'RELATION', '{"relationType": "ONE_TO_MANY"}'),
  (9, 'b', 2, 'hidden', 'TEXT', null)
) t (i, workspace, object, name, type, settings);
reset role;
create schema workspace_a;
create table workspace_a."orderItem" (id uuid default gen_random_uuid(), "createdAt" timestamptz, code text, price jsonb, "orderId" uuid, position int,
  "deletedAt" timestamptz);
insert into workspace_a."orderItem" (code, position, "deletedAt") values ('a', 1, null), ('a', 2, null), ('b', 1, now()), ('b', 1, null);

-- Fields by the digit of their id, or by name.
create function pg_temp.faults_of(p_fields text[], p_index jsonb default '{}') returns compiler.fault[] language sql as $$
  select compiler.validate_index(jsonb_populate_record(null::core."indexMetadata", jsonb_build_object(
    'workspaceId', '00000000-0000-0000-0000-00000000000a', 'objectMetadataId', '00000000-0000-0000-0000-0000000000b1',
    'isUnique', false, 'indexType', 'BTREE',
    'fields', (select jsonb_agg(case when f ~ '^\d$' then '00000000-0000-0000-0000-0000000000c' || f else f end order by place)
      from unnest(p_fields) with ordinality u (f, place))) || p_index), 'workspace_a')
$$;

select is(pg_temp.faults_of(fields, index::jsonb), '{}', 'taken: ' || description)
from (values
  ('{1}'::text[], '{}', 'a field'), ('{1,4,createdAt}', '{}', 'several, a relation and a column that every object has too'),
  ('{id,createdAt,updatedAt,deletedAt,position}', '{}', 'the columns that every object has'),
  ('{2}', '{"indexType": "GIN"}', 'GIN of a MULTI_SELECT'), ('{2,3}', '{"indexType": "GIN"}', 'and a CURRENCY'),
  ('{3}', '{}', 'BTREE of a CURRENCY'), ('{1}', '{"where": "\"deletedAt\" is null"}', 'over live records'),
  ('{code,position}', '{"isUnique": true, "where": "\"deletedAt\" is null", "fields": ["00000000-0000-0000-0000-0000000000c1", "position"]}',
   'unique over live records'),
  ('{4}', '{"isUnique": true}', 'unique where all is NULL')
) t (fields, index, description);

select is(pg_temp.faults_of(fields), array[row('MC601', 'the fields of an index on object "orderItem" are not valid',
  format('Given: %s.', given), hint)::compiler.fault], 'refused: ' || hint || ' ' || given)
from (values
  ('{}'::text[], '', 'An index needs at least one field.'),
  (null, '', 'An index needs at least one field.'),
  ('{missing}', 'missing', 'Give ids or names of fields of this object that have a column.'),
  ('{code}', 'code', 'Give ids or names of fields of this object that have a column.'),
  ('{xmin}', 'xmin', 'Give ids or names of fields of this object that have a column.'),
  ('{"to_tsvector(code)"}', 'to_tsvector(code)', 'Give ids or names of fields of this object that have a column.'),
  ('{5}', '00000000-0000-0000-0000-0000000000c5', 'Give ids or names of fields of this object that have a column.'),
  ('{9}', '00000000-0000-0000-0000-0000000000c9', 'Give ids or names of fields of this object that have a column.'),
  ('{1,NULL}', '00000000-0000-0000-0000-0000000000c1, null', 'Give ids or names of fields of this object that have a column.'),
  ('{order}', 'order', 'Give ids or names of fields of this object that have a column; that of relation "order" is "orderId".'),
  ('{position,position}', 'position, position', 'A field is given twice.')
) t (fields, given, hint);
select is((pg_temp.faults_of(array_fill('position'::text, '{33}')))[1].hint, 'Postgres takes 32 columns at most.', 'refused: more than 32');

select is((pg_temp.faults_of(fields, index::jsonb))[1].sqlstate || ': ' || (pg_temp.faults_of(fields, index::jsonb))[1].hint, 'MC602: ' || hint,
  'refused: ' || index || ' ' || fields::text)
from (values
  ('{1}'::text[], '{"indexType": "HASH"}', 'IndexType is BTREE or GIN.'),
  ('{2}', '{"indexType": "GIN", "isUnique": true}', 'Only a BTREE index can be unique.'),
  ('{1}', '{"indexType": "GIN"}', 'GIN takes fields of type MULTI_SELECT and CURRENCY.'),
  ('{2,1}', '{"indexType": "GIN"}', 'GIN takes fields of type MULTI_SELECT and CURRENCY.'),
  ('{2,position}', '{"indexType": "GIN"}', 'GIN takes fields of type MULTI_SELECT and CURRENCY.'),
  ('{1}', '{"where": "true"}', 'The only predicate is deletedAt IS NULL.'),
  ('{1}', '{"where": "\"deletedAt\" is null); drop table x; --"}', 'The only predicate is deletedAt IS NULL.')
) t (fields, index, hint);

select is(pg_temp.faults_of('{1}', '{"isUnique": true, "where": "\"deletedAt\" is null"}'), array[row('MC209',
  'the index cannot be unique: 1 value occurs more than once', 'Of object "orderItem", among them: a (2 times).',
  'Change these records first.')::compiler.fault], 'refused: live records that share a value');
select is((pg_temp.faults_of('{1}', '{"isUnique": true}'))[1].detail, 'Of object "orderItem", among them: a (2 times), b (2 times).',
  'refused: deleted ones too, where they count');
select is((pg_temp.faults_of('{1,position}', '{"isUnique": true}'))[1].detail, 'Of object "orderItem", among them: b, 1 (2 times).',
  'refused: values that occur together more than once');
select is((pg_temp.faults_of('{1}', '{"objectMetadataId": "00000000-0000-0000-0000-0000000000b2"}')), array[row('MC401',
  'the index belongs to no object', 'No object of this workspace has the id 00000000-0000-0000-0000-0000000000b2.',
  'Give the id of an object of this workspace as objectMetadataId.')::compiler.fault], 'refused: an object of another workspace');
select is((pg_temp.faults_of('{1}', '{"objectMetadataId": null}'))[1].sqlstate, 'MC401', 'refused: no object');

-- Values that are too long: random ones, since what is compressed counts.
insert into workspace_a."orderItem" (id, code, "deletedAt")
select '00000000-0000-0000-0000-0000000000f1', string_agg(md5(i::text), '' order by i), now() from generate_series(1, 200) i;
select is(pg_temp.faults_of('{1}'), array[row('MC211', '1 record has a value too long for the index',
  'Of object "orderItem", among them: 00000000-0000-0000-0000-0000000000f1.',
  'An index takes about 2,700 bytes, compressed: shorten these values first.')::compiler.fault], 'refused: values that are too long');
select is((pg_temp.faults_of('{1}', '{"isUnique": true}'))[2].sqlstate, 'MC211', 'along with duplicates');
select is(pg_temp.faults_of('{1}', '{"where": "\"deletedAt\" is null"}'), '{}', 'taken: not over deleted records');
select is(pg_temp.faults_of('{4,createdAt}'), '{}', 'taken: an index of other columns');
