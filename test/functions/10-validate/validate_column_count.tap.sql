select plan(7);

create schema workspace_test;
create table workspace_test.wide ();
do $$ begin
  execute (select 'alter table workspace_test.wide ' || string_agg('add column c' || i || ' integer', ', ') from generate_series(1, 1597) i);
end $$;
create table workspace_test.narrow (id uuid);

-- So many TEXT fields that are about to come to an object.
create function pg_temp.faults_of(p_name text, p_count int, p_field jsonb default '{}') returns compiler.fault[] language plpgsql as $$
declare v_pending compiler.pending;
begin
  v_pending.objects := array[jsonb_populate_record(null::core."objectMetadata",
    jsonb_build_object('id', '00000000-0000-0000-0000-0000000000b1', 'nameSingular', p_name))];
  v_pending.fields := array(select jsonb_populate_record(null::core."fieldMetadata",
    '{"objectMetadataId": "00000000-0000-0000-0000-0000000000b1", "type": "TEXT"}' || p_field) from generate_series(1, p_count));
  return compiler.validate_column_count('workspace_test', v_pending);
end $$;

select is(pg_temp.faults_of('wide', 3), '{}', 'as many as Postgres keeps');
select is(pg_temp.faults_of('wide', 4), array[row('MC106', 'object "wide" would have too many columns',
  '1597 columns are there or were dropped, 4 would come; Postgres keeps 1600.',
  'Use fewer fields, or move some to an object of their own.')::compiler.fault], 'one more');
select is(pg_temp.faults_of('wide', 50, '{"type": "RELATION", "settings": {"relationType": "ONE_TO_MANY"}}'), '{}', 'lists have no column');
select is(cardinality(pg_temp.faults_of('wide', 4, '{"type": "RELATION", "settings": {"relationType": "MANY_TO_ONE"}}')), 1, 'relations to one have');
alter table workspace_test.wide drop column c7;
select is(cardinality(pg_temp.faults_of('wide', 4)), 1, 'a column that was dropped counts');
select is(pg_temp.faults_of('new', 1595), '{}', 'a new table has five of ours');
select is((pg_temp.faults_of('new', 1596))[1].detail,
  '5 columns are there or were dropped, 1596 would come; Postgres keeps 1600.', 'which count');
