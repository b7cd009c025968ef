select plan(15);

set local role compiler;
insert into core.workspace (id, "displayName", "schemaName") values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'workspace_a');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'deal', 'deals', 'x', 'x');
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, label, type, "isCustom")
select ('00000000-0000-0000-0000-0000000000c' || i)::uuid, '00000000-0000-0000-0000-00000000000a',
  '00000000-0000-0000-0000-0000000000b1', 'field' || i, 'x', 'TEXT', i <> 5 from generate_series(1, 5) i;
update core."objectMetadata" set "labelIdentifierFieldMetadataId" = '00000000-0000-0000-0000-0000000000c1',
  "imageIdentifierFieldMetadataId" = '00000000-0000-0000-0000-0000000000c2';
insert into core."indexMetadata" (id, "workspaceId", "objectMetadataId", fields)
select ('00000000-0000-0000-0000-0000000000d' || i)::uuid, '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1',
  '{createdAt,00000000-0000-0000-0000-0000000000c3,00000000-0000-0000-0000-0000000000c1}' from generate_series(1, 2) i;
insert into compiler.compiled (id, workspace_id, kind, object_id, definition)
select f.id, f."workspaceId", 'FIELD', f."objectMetadataId", to_jsonb(f) from core."fieldMetadata" f;
reset role;

create function pg_temp.faults_of(p_place int, p_object_id uuid default '00000000-0000-0000-0000-0000000000b1') returns compiler.fault[] language sql as $$
  select compiler.validate_field_deletion(jsonb_populate_record(f, jsonb_build_object('objectMetadataId', p_object_id)))
  from core."fieldMetadata" f where f.name = 'field' || p_place
$$;

select is(pg_temp.faults_of(4), '{}', 'a field that nothing needs');
select is(pg_temp.faults_of(2), array[row('MC503', 'field "field2" is needed', 'By object "deal", whose records it pictures.',
  'Change or delete these first, or deactivate the field.')::compiler.fault], 'the image identifier');
select is((pg_temp.faults_of(3))[1].detail,
  'By index 00000000-0000-0000-0000-0000000000d1 on (createdAt, field3, field1), index 00000000-0000-0000-0000-0000000000d2 on (createdAt, field3, field1).', 'a field of indexes');
select is((pg_temp.faults_of(1))[1].detail,
  'By object "deal", whose records it labels, index 00000000-0000-0000-0000-0000000000d1 on (createdAt, field3, field1), index 00000000-0000-0000-0000-0000000000d2 on (createdAt, field3, field1).',
  'all that needs the field');
select is(cardinality(pg_temp.faults_of(1)), 1, 'in one fault');
select is(pg_temp.faults_of(5), array[row('MC502', 'standard field "field5" cannot be deleted',
  'The standard objects have it in every workspace.', 'Deactivate it instead: set isActive to false.')::compiler.fault], 'a standard field');
select is(pg_temp.faults_of(place, '00000000-0000-0000-0000-0000000000b9'), '{}', 'with its object everything goes: field' || place)
from unnest(array[1, 3, 5]) place;

-- Of a relation the other field goes too, so what needs that one counts.
set local role compiler;
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'firm', 'firms', 'x', 'x'),
  ('00000000-0000-0000-0000-0000000000b3', '00000000-0000-0000-0000-00000000000a', 'dealFirm', 'dealFirms', 'x', 'x');
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, label, type, "isCustom")
select ('00000000-0000-0000-0000-0000000000e' || place)::uuid, '00000000-0000-0000-0000-00000000000a',
  ('00000000-0000-0000-0000-0000000000' || object)::uuid, 'field' || place, 'x', 'RELATION', true
from (values (6, 'b1'), (7, 'b2'), (8, 'b3'), (9, 'b2')) f (place, object);
insert into core."relationMetadata" ("workspaceId", "relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId") values
  ('00000000-0000-0000-0000-00000000000a', 'ONE_TO_MANY', '00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-0000000000e7',
   '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000e6');
insert into core."indexMetadata" (id, "workspaceId", "objectMetadataId", fields) values ('00000000-0000-0000-0000-0000000000d3',
  '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', '{00000000-0000-0000-0000-0000000000e6}');
insert into compiler.compiled (id, workspace_id, kind, object_id, definition)
select f.id, f."workspaceId", 'FIELD', f."objectMetadataId", to_jsonb(f) || '{"settings": {"relationType": "MANY_TO_ONE"}}' from core."fieldMetadata" f where f.type = 'RELATION';
reset role;
select is((pg_temp.faults_of(6))[1].detail, 'By index 00000000-0000-0000-0000-0000000000d3 on (field6Id).', 'an index on the column of a relation');
select is((pg_temp.faults_of(7))[1].detail, 'By index 00000000-0000-0000-0000-0000000000d3 on (field6Id).', 'keeps its list too');

-- A MANY_TO_MANY relation is held by the two relations of its junction object: here by that of 6 and 7, in place of one of them.
set local role compiler;
delete from core."indexMetadata" where id = '00000000-0000-0000-0000-0000000000d3';
insert into core."relationMetadata" ("workspaceId", "relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId") values
  ('00000000-0000-0000-0000-00000000000a', 'MANY_TO_MANY', '00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-0000000000e9',
   '00000000-0000-0000-0000-0000000000b3', '00000000-0000-0000-0000-0000000000e8');
insert into compiler.junction (field_id, list_field_id, workspace_id) values
  ('00000000-0000-0000-0000-0000000000e6', '00000000-0000-0000-0000-0000000000e9', '00000000-0000-0000-0000-00000000000a');
reset role;
select is(pg_temp.faults_of(6), array[row('MC503', 'field "field6" is needed', 'By relation "firm.field9", which its object holds.',
  'Change or delete these first, or deactivate the field.')::compiler.fault], 'a field that holds a MANY_TO_MANY relation');
select is(cardinality(pg_temp.faults_of(7)), 1, 'and its other side');
select is(pg_temp.faults_of(9), '{}', 'the relation itself may go');
set local role compiler;
delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000e8';
reset role;
select is(pg_temp.faults_of(6), '{}', 'and what holds it along with it');
