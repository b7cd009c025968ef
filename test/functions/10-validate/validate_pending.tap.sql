select plan(14);

-- "old" is compiled and has two records; "new" is not; "foreign" belongs to another workspace.
create schema workspace_test;
create table workspace_test.old (n int);
insert into workspace_test.old values (1), (2);
set local role compiler;
insert into core.workspace (id, "displayName", "schemaName") values
  ('00000000-0000-4000-8000-000000000001', 'Acme', 'workspace_test'),
  ('00000000-0000-4000-8000-000000000002', 'Other', 'workspace_other');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-000000000001', 'old', 'olds', 'x', 'x'),
  ('00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-000000000001', 'new', 'news', 'x', 'x'),
  ('00000000-0000-4000-8000-00000000000c', '00000000-0000-4000-8000-000000000002', 'foreign', 'foreigns', 'x', 'x');
insert into compiler.compiled (id, workspace_id, kind)
values ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-000000000001', 'OBJECT');
reset role;
grant usage on schema workspace_test to compiler;
grant select on workspace_test.old to compiler;

create function pg_temp.field(p_object text, p_name text, p_changes jsonb default '{}') returns core."fieldMetadata" language sql as $$
  select jsonb_populate_record(null::core."fieldMetadata", jsonb_build_object(
    'id', gen_random_uuid(), 'workspaceId', '00000000-0000-4000-8000-000000000001',
    'objectMetadataId', '00000000-0000-4000-8000-00000000000' || p_object, 'name', p_name, 'label', 'x', 'type', 'TEXT',
    'isActive', true, 'isSystem', false, 'isNullable', true, 'isUnique', false) || p_changes)
$$;
create function pg_temp.pending(p_fields core."fieldMetadata"[], p_relations core."relationMetadata"[] default '{}')
returns compiler.pending language sql as $$
  select row(array_agg(o order by o.id), array_agg(o.id order by o.id), array_agg(o.id) filter (where o."nameSingular" = 'new'),
    p_fields, true, p_relations)::compiler.pending
  from core."objectMetadata" o where o."workspaceId" = '00000000-0000-4000-8000-000000000001'
$$;
-- "code: message" of what is raised, or null.
create function pg_temp.refusal(p_pending compiler.pending) returns text language plpgsql as $$
begin
  set local role compiler;
  perform compiler.validate_pending('00000000-0000-4000-8000-000000000001', 'workspace_test', p_pending);
  reset role;
  return null;
exception when others then
  return sqlstate || ': ' || sqlerrm;
end $$;

select is(pg_temp.refusal(pg_temp.pending(fields)), refusal, description)
from (values
  ('{}'::core."fieldMetadata"[], null, 'objects without fields are sound'),
  (array[pg_temp.field('a', 'one'), pg_temp.field('b', 'two')], null, 'sound fields are sound'),
  (array[pg_temp.field('b', 'one', '{"isNullable": false}')], null, 'a new object has no records that could lack a value'),
  (array[pg_temp.field('a', 'one', '{"isNullable": false, "defaultValue": "x"}')], null, 'a default is a value for all of them'),
  (array[pg_temp.field('a', 'one', '{"isNullable": false}')], 'MC206: field "one" cannot be not null', 'an old object has records'),
  (array[pg_temp.field('a', 'one', '{"isUnique": true, "defaultValue": "x"}')], 'MC205: field "one" cannot be unique', 'whose values would be equal'),
  (array[pg_temp.field('a', 'one', '{"isUnique": true}')], null, 'NULLs are not equal'),
  (array[pg_temp.field('f', 'one')], 'MC401: field "one" belongs to no object', 'an object that does not exist'),
  (array[pg_temp.field('c', 'one')], 'MC401: field "one" belongs to no object', 'an object of another workspace, in the same words'),
  (array[pg_temp.field('f', 'Bad')], 'MC401: field "Bad" belongs to no object', 'a field without object is not judged further'),
  (array[pg_temp.field('a', 'Bad'), pg_temp.field('f', 'one'), pg_temp.field('b', 'id')],
   'MC101: field name "Bad" is not a valid name (and 2 more faults)', 'the faults of all fields are raised at once')
) t (fields, refusal, description);

select is(
  pg_temp.refusal(pg_temp.pending('{}', array[jsonb_populate_record(null::core."relationMetadata",
    '{"relationType": "ONE_TO_MANY", "workspaceId": "00000000-0000-4000-8000-000000000001"}')])),
  'MC301: the from side of the relation leads nowhere (and another fault)', 'relations are judged too');

set local role compiler;
update core."objectMetadata" set "namePlural" = 'new' where "nameSingular" = 'new';
reset role;
select is(
  pg_temp.refusal(pg_temp.pending(array[pg_temp.field('b', 'Bad')])),
  'MC104: object "new" has the same name in singular and plural (and another fault)', 'a new object comes before its fields');

set local role compiler;
update core."objectMetadata" set "namePlural" = 'olds' where "nameSingular" = 'new';
update core."objectMetadata" set "labelPlural" = '' where "nameSingular" = 'old';
reset role;
select is(
  pg_temp.refusal(pg_temp.pending('{}')), 'MC104: object name "olds" is taken', 'new objects are held against all others, which are not judged again');
