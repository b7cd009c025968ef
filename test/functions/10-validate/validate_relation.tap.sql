select plan(25);

-- project (p) has many tasks (t); every field waits for its relation row unless it says otherwise.
set local role compiler;
insert into core.workspace (id, "displayName", "schemaName") values
  ('00000000-0000-4000-8000-000000000001', 'Acme', 'workspace_test_1'),
  ('00000000-0000-4000-8000-000000000002', 'Other', 'workspace_test_2');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-000000000001', 'project', 'projects', 'x', 'x'),
  ('00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-000000000001', 'task', 'tasks', 'x', 'x'),
  ('00000000-0000-4000-8000-00000000000c', '00000000-0000-4000-8000-000000000002', 'secret', 'secrets', 'x', 'x');
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, label, type, settings, "isNullable")
select ('00000000-0000-4000-8000-0000000000' || id)::uuid, '00000000-0000-4000-8000-000000000001',
  ('00000000-0000-4000-8000-00000000000' || object)::uuid, name, 'x', type, settings::jsonb, is_nullable
from (values
  ('a1', 'a', 'tasks', 'RELATION', null, true),
  ('a2', 'a', 'title', 'TEXT', null, true),
  ('a3', 'a', 'strict', 'RELATION', null, false),
  ('a4', 'a', 'cascading', 'RELATION', '{"onDelete": "CASCADE"}', true),
  ('a5', 'a', 'others', 'RELATION', '{"relationType": "ONE_TO_MANY", "relationTargetObjectId": "00000000-0000-4000-8000-00000000000a"}', true),
  ('a6', 'a', 'taken', 'RELATION', null, true),
  ('b1', 'b', 'project', 'RELATION', null, true),
  ('b2', 'b', 'owner', 'RELATION', '{"onDelete": "CASCADE"}', false),
  ('b3', 'b', 'required', 'RELATION', null, false),
  ('b4', 'b', 'typed', 'RELATION', '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-4000-8000-00000000000a"}', true),
  ('b5', 'b', 'reversed', 'RELATION', '{"relationType": "ONE_TO_MANY"}', true),
  ('b6', 'b', 'held', 'RELATION', null, true),
  ('c1', 'c', 'secrets', 'RELATION', null, true)
) t (id, object, name, type, settings, is_nullable);
insert into core."relationMetadata" (id, "workspaceId", "relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId")
values ('00000000-0000-4000-8000-0000000000d1', '00000000-0000-4000-8000-000000000001', 'ONE_TO_MANY',
  '00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000a6',
  '00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-0000000000b6');
reset role;

-- The faults of a relation between two fields, of the objects that their ids start with unless another is given.
create function pg_temp.faults_of(
  p_from text, p_to text, p_type text default 'ONE_TO_MANY', p_from_object text default null, p_to_object text default null)
returns compiler.fault[] language sql as $$
  select compiler.validate_relation(jsonb_populate_record(null::core."relationMetadata", jsonb_build_object(
    'id', '00000000-0000-4000-8000-0000000000d2', 'workspaceId', '00000000-0000-4000-8000-000000000001', 'relationType', p_type,
    'fromFieldMetadataId', '00000000-0000-4000-8000-0000000000' || p_from,
    'toFieldMetadataId', '00000000-0000-4000-8000-0000000000' || p_to,
    'fromObjectMetadataId', '00000000-0000-4000-8000-00000000000' || coalesce(p_from_object, left(p_from, 1)),
    'toObjectMetadataId', '00000000-0000-4000-8000-00000000000' || coalesce(p_to_object, left(p_to, 1)))))
$$;

select is(pg_temp.faults_of(from_field, to_field), '{}', 'taken: ' || description)
from (values
  ('a1', 'b1', 'two fields that wait'),
  ('a1', 'b2', 'a "to" field that may not be null and cascades'),
  ('a1', 'b4', 'a "to" field whose settings say the same')
) t (from_field, to_field, description);
select is(
  compiler.validate_relation((select r from core."relationMetadata" r where r.id = '00000000-0000-4000-8000-0000000000d1')), '{}',
  'taken: a row is no clash with itself');

select is(
  array(select f.message || ' / ' || coalesce(f.detail, '') || ' / ' || f.hint from unnest(pg_temp.faults_of(from_field, to_field)) f),
  array[fault], 'refused, MC302: ' || description)
from (values
  ('a2', 'b1', 'field "title" cannot be the from side of a relation / Its type is TEXT. / Create a field of type RELATION without relationType for it.',
   'a field of another type'),
  ('a6', 'b1', 'field "taken" cannot be the from side of a relation / It is in a relation already. / Create a field of type RELATION without relationType for it.',
   'a "from" field that is in a relation'),
  ('a1', 'b6', 'field "held" cannot be the to side of a relation / It is in a relation already. / Create a field of type RELATION without relationType for it.',
   'a "to" field that is in a relation'),
  ('a1', 'b3', 'field "required" is not nullable and cannot be set to null / Its onDelete is SET_NULL. / Give the field settings.onDelete CASCADE or RESTRICT.',
   'a "to" field that may not be null and has no onDelete'),
  ('a3', 'b1', 'field "strict" is a list, which has no column / isNullable and onDelete are those of the "to" field. / Leave isNullable and settings.onDelete out of it.',
   'a "from" field that may not be null'),
  ('a4', 'b1', 'field "cascading" is a list, which has no column / isNullable and onDelete are those of the "to" field. / Leave isNullable and settings.onDelete out of it.',
   'a "from" field with onDelete'),
  ('a5', 'b1', 'the settings of field "others" name another relation / The field is the from side here. Its settings: {"relationType": "ONE_TO_MANY", "relationTargetObjectId": "00000000-0000-4000-8000-00000000000a"}. / Leave relationType and relationTargetObjectId out of them.',
   'settings with another target'),
  ('a1', 'b5', 'the settings of field "reversed" name another relation / The field is the to side here. Its settings: {"relationType": "ONE_TO_MANY"}. / Leave relationType and relationTargetObjectId out of them.',
   'settings of the other side')
) t (from_field, to_field, fault, description);

select is(
  array(select f.sqlstate || ': ' || f.message from unnest(pg_temp.faults_of(from_field, to_field, 'ONE_TO_MANY', from_object, to_object)) f),
  array[fault], 'refused: ' || description)
from (values
  ('f1', 'b1', 'a', null, 'MC301: the from side of the relation leads nowhere', 'a field that does not exist'),
  ('a1', 'b1', 'f', null, 'MC301: the from side of the relation leads nowhere', 'an object that does not exist'),
  ('a1', 'b1', null, 'a', 'MC301: the to side of the relation leads nowhere', 'a field of another object'),
  ('a1', 'c1', null, null, 'MC301: the to side of the relation leads nowhere', 'a field of another workspace'),
  ('c1', 'b1', null, null, 'MC301: the from side of the relation leads nowhere', 'on either side')
) t (from_field, to_field, from_object, to_object, fault, description);

select is(
  pg_temp.faults_of('a1', 'b1', type), array[row('MC302', format('relation type %s is not valid', compiler.shown(type)),
    'In relationMetadata, "from" is the one side and "to" the many side.', 'Give ONE_TO_MANY or ONE_TO_ONE; for MANY_TO_MANY create one RELATION field with that type.')::compiler.fault],
  'refused: relation type ' || coalesce(type, 'null'))
from unnest(array['MANY_TO_ONE', 'MANY_TO_MANY', 'one_to_many', '', '''; drop table x', null]) type;

select is(
  array(select f.message from unnest(pg_temp.faults_of('a1', 'a1')) f), array['the two sides of the relation are one field'],
  'refused: one field on both sides');
select is(
  array(select f.sqlstate from unnest(pg_temp.faults_of('f1', 'a2', 'X')) f), '{MC302,MC301,MC302}', 'every fault is found');
