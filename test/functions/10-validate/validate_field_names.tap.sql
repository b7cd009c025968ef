select plan(21);

-- An object with a field "email", a relation "company" (column companyId) and a list "orders".
set local role compiler;
insert into core.workspace (id, "displayName", "schemaName")
values ('00000000-0000-4000-8000-000000000001', 'Acme', 'workspace_test_1');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-000000000001', 'person', 'people', 'x', 'x'),
  ('00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-000000000001', 'other', 'others', 'x', 'x');
insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, label, type, settings)
select '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000a', name, 'x', type, settings::jsonb
from (values
  ('email', 'TEXT', null),
  ('company', 'RELATION', '{"relationType": "MANY_TO_ONE"}'),
  ('orders', 'RELATION', '{"relationType": "ONE_TO_MANY"}')
) t (name, type, settings);
reset role;

-- The faults of new fields, given as {name: relation type, or null for a TEXT}.
create function pg_temp.faults_of(p_fields jsonb, p_object text default 'a') returns text[] language plpgsql as $$
declare
  v_pending compiler.pending;
  v_result  text[];
begin
  set local role compiler;
  with field as (
    insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, label, type, settings)
    select '00000000-0000-4000-8000-000000000001', ('00000000-0000-4000-8000-00000000000' || p_object)::uuid, key, 'x',
      case when value is null then 'TEXT' else 'RELATION' end, jsonb_build_object('relationType', value)
    from jsonb_each_text(p_fields)
    returning *
  )
  select array_agg(field) into v_pending.fields from field;
  v_result := array(select f.sqlstate || ': ' || f.message from unnest(compiler.validate_field_names(v_pending)) f order by 1);
  delete from core."fieldMetadata" f where f.id = any (select (unnest(v_pending.fields)).id);
  reset role;
  return v_result;
end $$;

select is(pg_temp.faults_of(fields::jsonb), '{}', 'taken: ' || description)
from (values
  ('{"phone": null}', 'a name of its own'),
  ('{"emailId": null}', 'the name of a TEXT with Id'),
  ('{"ordersId": null}', 'the name of a list with Id, which has no column'),
  ('{"employer": "MANY_TO_ONE"}', 'a relation of its own'),
  ('{"projectId": null, "projects": "ONE_TO_MANY"}', 'a list beside a field with Id'),
  (format('{"%s": "MANY_TO_ONE"}', repeat('a', 61)), 'a relation of 61 bytes, whose column has 63'),
  (format('{"%s": "ONE_TO_MANY", "%s": null}', repeat('a', 63), repeat('b', 63)), 'a list and a TEXT of 63 bytes')
) t (fields, description);
select is(pg_temp.faults_of('{"email": null, "company": "MANY_TO_ONE"}', 'b'), '{}', 'taken: names that another object has');

select is(pg_temp.faults_of(fields::jsonb), faults, 'refused: ' || description)
from (values
  ('{"email": null}', array['MC104: field name "email" is taken'], 'a field''s name'),
  ('{"email": "ONE_TO_MANY"}', array['MC104: field name "email" is taken'], 'a field''s name, for a list'),
  ('{"orders": null}', array['MC104: field name "orders" is taken'], 'a list''s name'),
  ('{"companyId": null}', array['MC104: field name "companyId" is taken'], 'the name of a relation''s column'),
  ('{"a": "MANY_TO_ONE", "aId": null}', array['MC104: field name "aId" is taken'], 'the same within one statement, told once'),
  (format('{"email": null, "%s": "MANY_TO_ONE"}', repeat('a', 61)), array['MC104: field name "email" is taken'],
   'a field''s name, and no fault of the relation of 61 bytes beside it'),
  ('{"position": "MANY_TO_ONE"}', array['MC102: field name "position" is reserved'],
   'an inverse field that would be named as a column of the system'),
  ('{"not": "ONE_TO_MANY"}', array['MC102: field name "not" is reserved'], 'or as a word that combines filters'),
  (format('{"%s": "MANY_TO_ONE"}', repeat('a', 62)),
   array[format('MC103: the column "%sId" of relation "%1$s" is too long', repeat('a', 62))], 'a relation whose column has 64 bytes')
) t (fields, faults, description);

-- Detail and hint; one fault at a time.
create function pg_temp.fault_of(p_name text, p_type text, p_settings jsonb) returns compiler.fault language plpgsql as $$
declare
  v_pending compiler.pending;
  v_faults  compiler.fault[];
begin
  v_pending.fields := array[jsonb_populate_record(null::core."fieldMetadata", jsonb_build_object(
    'id', gen_random_uuid(), 'objectMetadataId', '00000000-0000-4000-8000-00000000000a',
    'name', p_name, 'type', p_type, 'settings', p_settings))];
  v_faults := compiler.validate_field_names(v_pending);
  return v_faults[1];
end $$;
select is((pg_temp.fault_of('email', 'TEXT', null)).detail, 'On object "person" it is another field.', 'whose name it is');
select is((pg_temp.fault_of('companyId', 'TEXT', null)).detail, 'On object "person" it is the column of relation "company".',
  'or whose column');
select is((pg_temp.fault_of('email', 'TEXT', null)).hint,
  'Choose another name; for the inverse of a relation give settings.relationTargetFieldName.', 'what to do');
select is(
  compiler.validate_field_names(jsonb_populate_record(null::compiler.pending, '{"fields": []}')), '{}', 'no field, no fault');
