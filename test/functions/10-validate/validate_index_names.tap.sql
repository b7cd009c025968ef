select plan(8);

set local role compiler;
insert into core.workspace (id, "displayName", "schemaName") values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'workspace_a');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'order', 'orders', 'x', 'x'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'deal', 'deals', 'x', 'x');
insert into core."indexMetadata" (id, "workspaceId", "objectMetadataId", fields, "isUnique", "where", "indexType")
select ('00000000-0000-0000-0000-0000000000d' || t.i)::uuid, '00000000-0000-0000-0000-00000000000a',
  ('00000000-0000-0000-0000-0000000000b' || t.object)::uuid, t.fields, t.is_unique, t.predicate, t.type
from (values
  (1, 1, '{id,position}'::text[], false, null, 'BTREE'), (2, 1, '{position,id}', false, null, 'BTREE'),
  (3, 1, '{id,position}', true, null, 'BTREE'), (4, 1, '{id,position}', false, '"deletedAt" is null', 'BTREE'),
  (5, 1, '{id,position}', false, null, 'GIN'), (6, 2, '{id,position}', false, null, 'BTREE'),
  (7, 1, '{id,position}', false, null, 'BTREE')
) t (i, object, fields, is_unique, predicate, type);
reset role;

create function pg_temp.faults_of(p_digits text) returns compiler.fault[] language sql as $$
  select compiler.validate_index_names('00000000-0000-0000-0000-00000000000a',
    array(select ('00000000-0000-0000-0000-0000000000d' || d)::uuid from regexp_split_to_table(p_digits, '') d))
$$;

select is(pg_temp.faults_of(digit), '{}', 'an index that differs by ' || what)
from (values ('2', 'the order of its fields'), ('3', 'being unique'), ('4', 'its predicate'), ('5', 'its type'), ('6', 'its object')) t (digit, what);
select is(pg_temp.faults_of('7'), array[row('MC603', 'object "order" has such an index',
  'Another index has the same fields, kind and predicate.', 'Leave this one out.')::compiler.fault], 'the same index twice');
select is(cardinality(pg_temp.faults_of('17')), 1, 'both of them new');
select is(compiler.validate_index_names('00000000-0000-0000-0000-00000000000b', '{00000000-0000-0000-0000-0000000000d7}'), '{}',
  'in another workspace it is not');
