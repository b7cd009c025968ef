-- New names, and those alone, are held against all others.
select plan(11);

set local role compiler;
insert into core.workspace (id, "displayName", "schemaName") values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'workspace_a');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'order', 'orders', 'x', 'x'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'deal', 'deals', 'x', 'x');
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, label, type, settings)
select ('00000000-0000-0000-0000-0000000000c' || t.i)::uuid, '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1',
  t.name, 'x', t.type, t.settings::jsonb
from (values (1, 'code', 'TEXT', null), (2, 'ownerId', 'TEXT', null), (3, 'customer', 'RELATION', '{"relationType": "MANY_TO_ONE"}')) t (i, name, type, settings);
reset role;

-- The rows that have these names now were compiled with those that stand before them.
create function pg_temp.faults_of(p_object jsonb, p_field jsonb) returns compiler.fault[] language plpgsql as $$
declare
  v_changes compiler.changes;
  v_renamed compiler.pending;
begin
  update core."objectMetadata" set "nameSingular" = p_object ->> 'nameSingular'
  where id = '00000000-0000-0000-0000-0000000000b1' and p_object ? 'nameSingular';
  update core."fieldMetadata" set name = p_field ->> 'name' where id = (p_field ->> 'id')::uuid;
  v_changes.objects := array(select row(case when p_object ? 'nameSingular' then jsonb_populate_record(o, '{"nameSingular": "order"}') else o end, o)::compiler.object_change
    from core."objectMetadata" o where p_object is not null and o.id = '00000000-0000-0000-0000-0000000000b1');
  v_changes.fields := array(select row(jsonb_populate_record(f, jsonb_build_object('name', p_field ->> 'previous')), f)::compiler.field_change
    from core."fieldMetadata" f where f.id = (p_field ->> 'id')::uuid);
  v_renamed := compiler.renamed_rows(v_changes);
  return compiler.validate_object_names('00000000-0000-0000-0000-00000000000a', v_renamed.object_ids)
    || compiler.validate_field_names(v_renamed);
end $$;
set local role compiler;

savepoint fresh;
select is(pg_temp.faults_of('{"nameSingular": "offer"}', null), '{}', 'an object''s new name that is free');
rollback to fresh;
select is((pg_temp.faults_of('{"nameSingular": "deal"}', null))[1].detail, 'Object "deal" of this workspace has it.', 'one that another object has');
rollback to fresh;
select is((pg_temp.faults_of('{"nameSingular": "dealEdge"}', null))[1].sqlstate, 'MC104', 'one that another''s types have');
rollback to fresh;
select is(pg_temp.faults_of(null, '{"id": "00000000-0000-0000-0000-0000000000c1", "previous": "code", "name": "number"}'), '{}', 'a field''s new name that is free');
rollback to fresh;
select is((pg_temp.faults_of(null, '{"id": "00000000-0000-0000-0000-0000000000c3", "previous": "customer", "name": "owner"}'))[1].message,
  'field name "ownerId" is taken', 'the column of a renamed relation');
rollback to fresh;
select is((pg_temp.faults_of(null, '{"id": "00000000-0000-0000-0000-0000000000c1", "previous": "code", "name": "customerId"}'))[1].detail,
  'On object "order" it is the column of relation "customer".', 'a field that takes a relation''s column');
rollback to fresh;
select is(pg_temp.faults_of('{}', '{"id": "00000000-0000-0000-0000-0000000000c1", "previous": "code", "name": "code"}'), '{}', 'names that stay are not asked for');
select is((pg_temp.faults_of('{"nameSingular": "deal"}', '{"id": "00000000-0000-0000-0000-0000000000c3", "previous": "customer", "name": "owner"}'))[2].sqlstate,
  'MC104', 'all faults at once');
rollback to fresh;
reset role;
create function pg_temp.renamed(p_objects compiler.object_change[], p_fields compiler.field_change[]) returns text language sql as $$
  select concat_ws(' / ', (select string_agg(o."nameSingular" || ' ' || o."namePlural", ', ') from unnest(r.objects) o), cardinality(r.object_ids),
    (select string_agg(f.name, ', ') from unnest(r.fields) f))
  from compiler.renamed_rows(row(p_objects, p_fields)) r
$$;
select is(pg_temp.renamed(array(select row(o, null)::compiler.object_change from core."objectMetadata" o),
  array(select row(f, null)::compiler.field_change from core."fieldMetadata" f)), '0', 'what is deleted has no new name');
select is(pg_temp.renamed(array(select row(o, jsonb_populate_record(o, '{"namePlural": "x"}'))::compiler.object_change from core."objectMetadata" o where o."nameSingular" = 'deal'),
  '{}'), 'deal x / 1', 'a plural is a name too');
select is(pg_temp.renamed(array(select row(o, jsonb_populate_record(o, '{"labelPlural": "y"}'))::compiler.object_change from core."objectMetadata" o),
  array(select row(f, jsonb_populate_record(f, '{"label": "y"}'))::compiler.field_change from core."fieldMetadata" f)), '0', 'a label is none');
