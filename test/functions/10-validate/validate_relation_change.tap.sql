select plan(11);

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
    'Its type, its kind and its target do not change: its records would point to nothing.',
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
select is((pg_temp.faults_of('TEXT', null, 'RELATION', null))[1].sqlstate, 'MC302', 'refused: another type');
