select plan(9);

create schema workspace_test;
create table workspace_test.deal (id uuid, "deletedAt" timestamptz, deleted_000000000000000000000000000000c1 varchar);
insert into workspace_test.deal values
  ('00000000-0000-0000-0000-000000000001', null, 'a'), ('00000000-0000-0000-0000-000000000002', null, null),
  ('00000000-0000-0000-0000-000000000003', now(), null), ('00000000-0000-0000-0000-000000000004', now(), 'a');

create function pg_temp.faults_of(p_field jsonb) returns compiler.fault[] language sql as $$
  select compiler.validate_restoration(jsonb_populate_record(null::core."fieldMetadata", '{
    "id": "00000000-0000-0000-0000-0000000000c1", "name": "code", "type": "TEXT", "isNullable": true, "isUnique": false, "isActive": true}'
    || p_field), 'workspace_test', 'deal')
$$;

select is(pg_temp.faults_of('{}'), '{}', 'nothing is in the way of a plain field');
select is(pg_temp.faults_of('{"isNullable": false}'), array[row('MC206', '2 records have no value for field "code"',
  'Of object "deal", among them: 00000000-0000-0000-0000-000000000002, 00000000-0000-0000-0000-000000000003.',
  'They came, or what they led to went, after the field was deleted. Destroy these records (export them before), restore the field, then create them again with a value.')::compiler.fault], 'records that came without a value');
select is(pg_temp.faults_of('{"isNullable": false, "defaultValue": "x"}'), '{}', 'a default fills them');
select is(pg_temp.faults_of('{"isUnique": true}'), '{}', 'unique among live records');
select is((pg_temp.faults_of('{"isUnique": true, "isNullable": false, "defaultValue": "a"}'))[1].detail,
  'Of object "deal", among them: a (2 times).', 'the default that fills counts');
update workspace_test.deal set "deletedAt" = null;
select is(pg_temp.faults_of('{"isUnique": true}'), array[row('MC209', 'field "code" cannot be unique: 1 value occurs more than once',
  'Of object "deal", among them: a (2 times).', 'Change these records first.')::compiler.fault], 'records that came with another''s value');
select is((pg_temp.faults_of('{"isUnique": true, "isNullable": false}'))[2].sqlstate, 'MC209', 'both at once');
select is(pg_temp.faults_of('{"isUnique": true, "defaultValue": "z"}') = pg_temp.faults_of('{"isUnique": true}'), true,
  'a default of a nullable field fills nothing');
select is(pg_temp.faults_of('{"type": "RELATION", "isNullable": false, "settings": {"relationType": "ONE_TO_MANY"}}'), '{}', 'a list has no column');
