select plan(14);

create function pg_temp.faults_of(p_type text, p_settings jsonb, p_next_type text, p_next_settings jsonb) returns compiler.fault[] language sql as $$
  select compiler.validate_relation_change('field "owner"',
    jsonb_populate_record(null::core."fieldMetadata", jsonb_build_object('type', p_type, 'settings', p_settings)),
    jsonb_populate_record(null::core."fieldMetadata", jsonb_build_object('type', p_next_type, 'settings', p_next_settings)))
$$;

select is(pg_temp.faults_of('RELATION', '{"relationType": "ONE_TO_ONE", "relationTargetObjectId": "a"}', 'RELATION', next::jsonb), '{}', 'taken: ' || description)
from (values
  ('{"relationType": "ONE_TO_ONE", "relationTargetObjectId": "a"}', 'nothing'),
  ('{"relationType": "ONE_TO_ONE", "relationTargetObjectId": "a", "onDelete": "CASCADE"}', 'onDelete'),
  ('{"relationType": "ONE_TO_ONE", "relationTargetObjectId": "a", "relationTargetFieldLabel": "x"}', 'a label')
) t (next, description);
select is(pg_temp.faults_of('RELATION', '{"relationType": "ONE_TO_ONE", "relationTargetObjectId": "a"}', 'RELATION', next::jsonb),
  array[row('MC302', 'the relation of field "owner" cannot lead elsewhere',
    'Its kind and its target do not change: its records would point to nothing.',
    'Create another relation, copy what is needed, and delete this one.')::compiler.fault], 'refused: ' || description)
from (values
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "a"}', 'another kind'),
  ('{"relationType": "ONE_TO_ONE", "relationTargetObjectId": "b"}', 'another target'),
  ('{"relationType": "ONE_TO_ONE", "relationTargetObjectId": "a", "isInverse": true}', 'the other side'),
  ('{"relationType": "ONE_TO_ONE"}', 'no target'),
  ('{}', 'no settings'),
  (null, 'NULL for settings')
) t (next, description);
select is((pg_temp.faults_of('RELATION', '{"relationType": "ONE_TO_ONE", "isInverse": true}', 'RELATION', '{"relationType": "ONE_TO_ONE"}'))[1].sqlstate,
  'MC302', 'refused: the side that has the column, from the other side');

-- Beside the relation that there is: what the other field says meanwhile.
insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'sequel', 'RELATION', '{"relationType": "ONE_TO_MANY",
   "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1", "relationTargetFieldName": "prequel", "onDelete": "CASCADE"}'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'similar', 'RELATION', '{"relationType": "MANY_TO_MANY",
   "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b1", "relationTargetFieldName": "like", "junctionObjectName": "likeness"}');
create function pg_temp.faults_of(p_end text, p_settings jsonb) returns compiler.fault[] language sql as $$
  select compiler.validate_relation_change('field "x"', f, jsonb_populate_record(f, jsonb_build_object('settings', f.settings || p_settings)))
  from core."fieldMetadata" f where f.id = ('00000000-0000-0000-0000-0000000000' || p_end)::uuid
$$;
select is(pg_temp.faults_of('c1', '{"onDelete": "RESTRICT", "relationTargetFieldName": "before"}'), '{}', 'taken: what the other field does not say');
set local role compiler;
update core."fieldMetadata" set name = 'earlier', settings = settings || '{"onDelete": "SET_NULL"}' where name = 'prequel';
reset role;
select is(pg_temp.faults_of('c1', '{"onDelete": "RESTRICT", "relationTargetFieldName": "before"}'), array[
  row('MC302', 'the two sides of the relation of field "x" contradict each other', 'Its settings and field "earlier" differ in onDelete.',
    'Change one of the two: the other follows.')::compiler.fault,
  row('MC302', 'the two sides of the relation of field "x" contradict each other', 'Its settings and field "earlier" differ in relationTargetFieldName.',
    'Change one of the two: the other follows.')::compiler.fault], 'refused: what the other field says otherwise');
select is(pg_temp.faults_of('c1', '{"onDelete": "SET_NULL", "relationTargetFieldName": "earlier"}'), '{}', 'taken: what it says too');
select is(pg_temp.faults_of('c2', '{"junctionObjectName": "similarity"}'), array[
  row('MC302', 'the junction object of field "x" is not renamed by its settings', 'It is object "likeness".',
    'Change nameSingular and namePlural of object "likeness"; the settings follow.')::compiler.fault], 'refused: another junction object');
