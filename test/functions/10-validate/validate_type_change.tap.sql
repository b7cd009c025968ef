select plan(14);

set local role compiler;
insert into core.workspace (id, "displayName", "schemaName") values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'workspace_a');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'deal', 'deals', 'x', 'x');
insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, label, type)
select ('00000000-0000-0000-0000-0000000000c' || i)::uuid, '00000000-0000-0000-0000-00000000000a',
  '00000000-0000-0000-0000-0000000000b1', 'field' || i, 'x', 'TEXT' from generate_series(1, 4) i;
update core."objectMetadata" set "labelIdentifierFieldMetadataId" = '00000000-0000-0000-0000-0000000000c1',
  "imageIdentifierFieldMetadataId" = '00000000-0000-0000-0000-0000000000c2';
insert into core."indexMetadata" (id, "workspaceId", "objectMetadataId", fields, "indexType") values
  ('00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1',
   '{00000000-0000-0000-0000-0000000000c3}', 'GIN'),
  ('00000000-0000-0000-0000-0000000000d2', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1',
   '{00000000-0000-0000-0000-0000000000c4}', 'BTREE');
insert into compiler.compiled (id, workspace_id, kind, object_id, definition)
select f.id, f."workspaceId", 'FIELD', f."objectMetadataId", to_jsonb(f) from core."fieldMetadata" f;
reset role;

create function pg_temp.faults_of(p_place int, p_type text, p_next_type text, p_settings jsonb default null, p_next_settings jsonb default null)
returns compiler.fault[] language sql as $$
  select compiler.validate_type_change('field "x"',
    jsonb_populate_record(f, jsonb_build_object('type', p_type, 'settings', p_settings)),
    jsonb_populate_record(f, jsonb_build_object('type', p_next_type, 'settings', p_next_settings)))
  from core."fieldMetadata" f where f.name = 'field' || p_place
$$;

select is(pg_temp.faults_of(place, type, next_type), '{}', 'taken: ' || description)
from (values
  (1, 'TEXT', 'NUMBER', 'a label that becomes a number'),
  (1, 'TEXT', 'DATE', 'or a date'),
  (2, 'TEXT', 'URL', 'a picture that becomes a URL'),
  (3, 'CURRENCY', 'MULTI_SELECT', 'a GIN index whose field can have one'),
  (4, 'TEXT', 'CURRENCY', 'another index')
) t (place, type, next_type, description);
select is(pg_temp.faults_of(place, type, next_type), array[row('MC503', 'field "x" cannot become ' || next_type,
  format('Its type is needed by %s.', dependent), 'Change or delete these first.')::compiler.fault], 'refused: ' || description)
from (values
  (1, 'TEXT', 'BOOLEAN', 'object "deal", whose records it labels', 'a label that becomes BOOLEAN'),
  (1, 'SELECT', 'MULTI_SELECT', 'object "deal", whose records it labels', 'or MULTI_SELECT'),
  (1, 'NUMBER', 'CURRENCY', 'object "deal", whose records it labels', 'or CURRENCY'),
  (2, 'TEXT', 'EMAIL', 'object "deal", whose records it pictures', 'a picture that becomes EMAIL'),
  (3, 'MULTI_SELECT', 'SELECT', 'index 00000000-0000-0000-0000-0000000000d1 on (field3)', 'a GIN index whose field can have none'),
  (3, 'CURRENCY', 'NUMBER', 'index 00000000-0000-0000-0000-0000000000d1 on (field3)', 'of a CURRENCY too')
) t (place, type, next_type, dependent, description);
select is(pg_temp.faults_of(4, 'SELECT', 'MULTI_SELECT',
  '{"options": [{"id": "00000000-0000-0000-0000-0000000000e1", "value": "A"}]}',
  '{"options": [{"id": "00000000-0000-0000-0000-0000000000e1", "value": "B"}]}'), array[row('MC203',
  'options of field "x" cannot be renamed along with its type', 'They are told apart by their ids.',
  'Rename them in an UPDATE of their own.')::compiler.fault], 'refused: options that are renamed');
select is(pg_temp.faults_of(4, 'SELECT', 'MULTI_SELECT',
  '{"options": [{"id": "00000000-0000-0000-0000-0000000000e1", "value": "A"}]}',
  '{"options": [{"id": "00000000-0000-0000-0000-0000000000e1", "value": "A", "label": "new"}]}'), '{}', 'taken: options that keep their values');
select is(cardinality(pg_temp.faults_of(3, 'SELECT', 'TEXT')), 1, 'options that go are no fault of the type');
