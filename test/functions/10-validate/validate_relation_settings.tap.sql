select plan(50);

set local role compiler;
insert into core.workspace (id, "displayName", "schemaName") values
  ('00000000-0000-4000-8000-000000000001', 'Acme', 'workspace_test_1'),
  ('00000000-0000-4000-8000-000000000002', 'Other', 'workspace_test_2');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-000000000001', 'product', 'products', 'x', 'x'),
  ('00000000-0000-4000-8000-0000000000a2', '00000000-0000-4000-8000-000000000002', 'secret', 'secrets', 'x', 'x');
reset role;

-- $ stands for the object of the same workspace.
create function pg_temp.faults_of(p_settings text, p_is_nullable boolean default true) returns compiler.fault[] language sql as $$
  select compiler.validate_relation_settings(jsonb_populate_record(null::core."fieldMetadata", jsonb_build_object(
    'name', 'thing', 'type', 'RELATION', 'workspaceId', '00000000-0000-4000-8000-000000000001', 'isNullable', p_is_nullable,
    'settings', replace(p_settings, '$', '"00000000-0000-4000-8000-0000000000a1"')::jsonb)))
$$;

select is(pg_temp.faults_of(settings, is_nullable), '{}', 'taken: ' || concat_ws(' ', coalesce(settings, 'NULL'), description))
from (values
  (null, true, null),
  ('null', true, null),
  ('{}', true, null),
  ('{}', false, 'of a field that may not be null: its relation row decides'),
  ('{"onDelete": "CASCADE"}', true, 'of a field that waits'),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $}', true, null),
  ('{"relationType": "ONE_TO_MANY", "relationTargetObjectId": $}', true, null),
  ('{"relationType": "ONE_TO_ONE", "relationTargetObjectId": $}', true, null),
  ('{"relationType": "MANY_TO_MANY", "relationTargetObjectId": $, "junctionObjectName": "link"}', true, null),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $, "onDelete": "SET_NULL"}', true, null),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $, "onDelete": "RESTRICT"}', true, null),
  ('{"relationType": "ONE_TO_MANY", "relationTargetObjectId": $, "onDelete": "CASCADE"}', true, null),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $, "onDelete": "CASCADE"}', false, 'of a field that may not be null'),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $, "onDelete": "RESTRICT"}', false, 'of a field that may not be null'),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $, "relationTargetFieldName": "things", "relationTargetFieldLabel": "Things"}', true, null),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $, "relationTargetFieldLabel": "@omit ''; drop table x"}', true, null),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "{00000000-0000-4000-8000-0000000000A1}"}', true, null)
) t (settings, is_nullable, description);

select is((pg_temp.faults_of(settings, is_nullable))[1].sqlstate || ': ' || (pg_temp.faults_of(settings, is_nullable))[1].hint,
  'MC302: ' || hint, 'refused: ' || settings)
from (values
  ('{"relationType": "MANY_TO_ONE"}', true, 'Give relationTargetObjectId too.'),
  ('{"relationTargetObjectId": $}', true, 'Give relationType too.'),
  ('{"relationTargetFieldName": "things"}', true, 'Give relationTargetObjectId too.'),
  ('{"relationTargetFieldLabel": "Things"}', true, 'Give relationTargetObjectId too.'),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $, "junctionObjectName": "x"}', true, 'JunctionObjectName goes with MANY_TO_MANY.'),
  ('{"relationType": "ONE_TO_ONE", "relationTargetObjectId": $, "isInverse": true}', true, 'IsInverse is given by the compiler.'),
  ('{"relationType": "MANY_TO_MANY", "relationTargetObjectId": $}', false, 'A side without a column is not asked for a value: leave isNullable out.'),
  ('{"relationType": "many_to_one", "relationTargetObjectId": $}', true, 'RelationType is MANY_TO_ONE, ONE_TO_MANY, ONE_TO_ONE or MANY_TO_MANY.'),
  ('{"relationType": ["MANY_TO_ONE"], "relationTargetObjectId": $}', true, 'RelationType is MANY_TO_ONE, ONE_TO_MANY, ONE_TO_ONE or MANY_TO_MANY.'),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $, "onDelete": "NO_ACTION"}', true, 'OnDelete is SET_NULL, CASCADE or RESTRICT.'),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $, "onDelete": "cascade"}', true, 'OnDelete is SET_NULL, CASCADE or RESTRICT.'),
  ('{"onDelete": "set null; drop schema core cascade; --"}', true, 'OnDelete is SET_NULL, CASCADE or RESTRICT.'),
  ('{"onDelete": ["CASCADE"]}', true, 'OnDelete is SET_NULL, CASCADE or RESTRICT.'),
  ('{"onDelete": ""}', false, 'OnDelete is SET_NULL, CASCADE or RESTRICT.'),
  ('{"relationType": "ONE_TO_MANY", "relationTargetObjectId": $}', false, 'A side without a column is not asked for a value: leave isNullable out.'),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $}', false,
   'A relation that is not nullable cannot be set to null: give onDelete CASCADE or RESTRICT.')
) t (settings, is_nullable, hint);

select is((pg_temp.faults_of(settings))[1].sqlstate || ': ' || (pg_temp.faults_of(settings))[1].message, fault, 'refused: ' || settings)
from (values
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $, "relationTargetFieldName": "Things"}',
   'MC101: inverse field name "Things" is not a valid name'),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $, "relationTargetFieldName": null}',
   'MC101: inverse field name null is not a valid name'),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $, "relationTargetFieldName": "a\"; drop"}',
   'MC101: inverse field name "a"; drop" is not a valid name'),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $, "relationTargetFieldName": "' || repeat('a', 64) || '"}',
   'MC103: inverse field name "' || repeat('a', 64) || '" is too long'),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $, "relationTargetFieldName": "deletedAt"}',
   'MC102: field name "deletedAt" is reserved'),
  ('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": $, "relationTargetFieldLabel": " "}',
   'MC105: inverse field label " " is not valid')
) t (settings, fault);

-- Targets: nothing is to be learned from the answer about other workspaces.
select is(pg_temp.faults_of(format('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": %s}', to_json(target))), array[row('MC301',
  'the relation of field "thing" leads nowhere',
  format('No object of this workspace has the id %s.', compiler.shown(target)),
  'Give the id of an object of this workspace as relationTargetObjectId.')::compiler.fault],
  'refused: ' || description)
from (values
  ('00000000-0000-4000-8000-0000000000ff', 'a target that does not exist'),
  ('00000000-0000-4000-8000-0000000000a2', 'an object of another workspace, in the same words'),
  ('product', 'an object''s name'),
  ('', 'an empty id'),
  (repeat('x', 10000), 'a long text')
) t (target, description);
select is(
  (pg_temp.faults_of('{"relationType": "MANY_TO_ONE", "relationTargetObjectId": ' || id || '}'))[1].sqlstate, 'MC301',
  'refused, not an error: ' || id)
from unnest(array['5', 'true', '[]', '{"id": 1}']) id;

select is(
  array(select f.sqlstate from unnest(pg_temp.faults_of(
    '{"relationType": "X", "relationTargetObjectId": "x", "relationTargetFieldName": "id", "relationTargetFieldLabel": ""}')) f),
  '{MC302,MC102,MC105,MC301}', 'every fault is found');
select is((select array_agg(f.hint order by f.hint) from unnest(pg_temp.faults_of(
    '{"relationType": "many", "relationTargetObjectId": "x", "onDelete": "NO", "isInverse": true, "relationTargetFieldName": "a b"}')) f),
  array['Choose a camelCase name such as "orderItem"; the label may be any text.', 'Give the id of an object of this workspace as relationTargetObjectId.', 'IsInverse is given by the compiler.',
    'OnDelete is SET_NULL, CASCADE or RESTRICT.', 'RelationType is MANY_TO_ONE, ONE_TO_MANY, ONE_TO_ONE or MANY_TO_MANY.'],
  'one fault hides no other');
