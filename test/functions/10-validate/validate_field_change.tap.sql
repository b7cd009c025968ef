-- Whether a field may change, and how many records are in the way. Which values fit: see conversion() and unfit_condition().
select plan(39);

create schema workspace_test;
create table workspace_test."Deal" (
  id uuid default gen_random_uuid(), "deletedAt" timestamptz, position double precision default 0,
  "unitPrice" varchar, stage varchar, marks varchar[], amount numeric not null default 1);
insert into workspace_test."Deal" (id, "unitPrice", stage, marks, "deletedAt") values
  ('00000000-0000-0000-0000-000000000001', '1', 'A', '{A}', null),
  ('00000000-0000-0000-0000-000000000002', 'x', 'B', '{}', null),
  ('00000000-0000-0000-0000-000000000003', '1.0', 'B', '{A,B}', now()),
  ('00000000-0000-0000-0000-000000000004', 'y', null, null, null),
  ('00000000-0000-0000-0000-000000000005', 'z', 'C', '{B}', null),
  ('00000000-0000-0000-0000-000000000006', 'z', 'C', '{B}', now()),
  ('00000000-0000-0000-0000-000000000007', null, 'D', null, null);

-- Options from a word: AB are options with the values A and B, whose ids are theirs.
create function pg_temp.options(p_values text) returns jsonb language sql as $$
  select jsonb_build_object('options', jsonb_agg(jsonb_build_object('id', md5(v)::uuid, 'value', v, 'label', v)))
  from regexp_split_to_table(p_values, '') v
$$;
create function pg_temp.faults_of(p_previous jsonb, p_change jsonb) returns compiler.fault[] language sql as $$
  select compiler.validate_field_change(
    jsonb_populate_record(null::core."fieldMetadata", f.row), jsonb_populate_record(null::core."fieldMetadata", f.row || p_change),
    'workspace_test', 'Deal')
  from (select '{"id": "00000000-0000-0000-0000-0000000000c1", "objectMetadataId": "00000000-0000-0000-0000-0000000000b1",
    "label": "x", "isCustom": true, "isActive": true, "isNullable": true, "isUnique": false, "isSystem": false}'::jsonb || p_previous) f (row)
$$;
create function pg_temp.text_faults(p_change jsonb, p_previous jsonb default '{}') returns compiler.fault[] language sql as $$
  select pg_temp.faults_of('{"name": "unitPrice", "type": "TEXT"}' || p_previous, p_change)
$$;
create function pg_temp.stage_faults(p_change jsonb, p_previous jsonb default '{}') returns compiler.fault[] language sql as $$
  select pg_temp.faults_of(jsonb_build_object('name', 'stage', 'type', 'SELECT', 'settings', pg_temp.options('ABCD')) || p_previous, p_change)
$$;
create function pg_temp.codes(p_faults compiler.fault[]) returns text language sql as $$
  select coalesce(string_agg(f.sqlstate, ' ' order by place), '') from unnest(p_faults) with ordinality f (sqlstate, message, detail, hint, place)
$$;

select is(pg_temp.text_faults(change::jsonb), '{}', 'taken: ' || description)
from (values
  ('{}', 'nothing'), ('{"label": "new", "description": "new", "icon": "new"}', 'what people read'),
  ('{"name": "price"}', 'a name'), ('{"defaultValue": "x"}', 'a default'), ('{"isActive": false}', 'switched off'),
  ('{"settings": {"maxLength": 3}}', 'a limit that all keep')
) t (change, description);
select is(pg_temp.codes(pg_temp.text_faults(change::jsonb)), codes, 'as of a new field: ' || description)
from (values
  ('{"name": "Bad name", "label": ""}', 'MC101 MC105', 'its name and label'),
  ('{"type": "NOTHING"}', 'MC201', 'its type'),
  ('{"type": "NUMBER", "settings": {"maxLength": 5}}', 'MC202', 'settings of another type'),
  ('{"settings": [1]}', 'MC202', 'settings that are no object'),
  ('{"type": "SELECT"}', 'MC203', 'options'),
  ('{"type": "NUMBER", "defaultValue": "5"}', 'MC204', 'the default'),
  ('{"type": "MULTI_SELECT", "isUnique": true}', 'MC205 MC203', 'uniqueness'),
  ('{"type": "RELATION"}', 'MC210', 'a relation'),
  ('{"settings": {"replacements": {"A": "B"}}}', 'MC203', 'replacements without options')
) t (change, codes, description);

select is(pg_temp.text_faults('{"type": "CURRENCY", "settings": {"currencyCode": "USD"}}'), array[row('MC210',
  'field "unitPrice" cannot change from TEXT to CURRENCY', 'There is no conversion between these types that loses nothing.',
  'Create a field of the new type and fill it.')::compiler.fault], 'no conversion');
select is(pg_temp.text_faults('{"type": "NUMBER"}'), array[row('MC207', '4 records have a value that field "unitPrice" would not take',
  'Of object "Deal", among them: 00000000-0000-0000-0000-000000000002, 00000000-0000-0000-0000-000000000004, 00000000-0000-0000-0000-000000000005.',
  'Change these records first.')::compiler.fault], 'values that do not fit, deleted records too: counted, three are shown');
select is(pg_temp.text_faults('{"type": "NUMBER", "name": "price"}') <> '{}', true, 'asked by the column''s old name');
select is((pg_temp.text_faults(jsonb_build_object('type', 'SELECT', 'settings', pg_temp.options('1xy'))))[1].hint, 'Change these records first.',
  'a new SELECT has no options to keep');
select is((pg_temp.text_faults('{"settings": {"maxLength": 2}}'))[1].message, '1 record has a value that field "unitPrice" would not take', 'a tighter limit');

-- Not null.
select is(pg_temp.text_faults('{"isNullable": false}'), array[row('MC206', '1 record would have no value for field "unitPrice"',
  'Of object "Deal", among them: 00000000-0000-0000-0000-000000000007.', 'Fill them first, or give a defaultValue.')::compiler.fault],
  'not null, where records have no value');
select is(pg_temp.text_faults('{"isNullable": false, "defaultValue": "none"}'), '{}', 'a default fills them');
select is(pg_temp.text_faults('{"isNullable": false, "isActive": false}'), '{}', 'what is hidden may be empty');
select is(pg_temp.codes(pg_temp.text_faults('{"isActive": true}', '{"isActive": false, "isNullable": false}')), 'MC206', 'until it is shown again');
select is(pg_temp.text_faults('{"label": "new"}', '{"isNullable": false}'), '{}', 'a field that is not null is not asked again');
select is(pg_temp.stage_faults(jsonb_build_object('settings', pg_temp.options('ACD') || '{"replacements": {"B": null}}'), '{"isNullable": false}'),
  array[row('MC206', '3 records would have no value for field "stage"',
    'Of object "Deal", among them: 00000000-0000-0000-0000-000000000002, 00000000-0000-0000-0000-000000000003, 00000000-0000-0000-0000-000000000004.',
    'Give them a value first, or a replacement other than null, or make the field nullable.')::compiler.fault],
  'a replacement by null, where null is not allowed');
select is((pg_temp.faults_of(jsonb_build_object('name', 'marks', 'type', 'MULTI_SELECT', 'settings', pg_temp.options('AB'), 'isNullable', false),
    '{"type": "TEXT", "settings": null}'))[2].message, '3 records would have no value for field "marks"',
  'no value of several is none');

-- Options.
select is(pg_temp.stage_faults(jsonb_build_object('settings', pg_temp.options('AD'))), array[row('MC208',
  '4 records have a value that field "stage" would not take',
  'Of object "Deal", among them: 00000000-0000-0000-0000-000000000002, 00000000-0000-0000-0000-000000000003, 00000000-0000-0000-0000-000000000005.',
  'Keep the option, or give settings.replacements, such as {"OLD": "NEW"} or {"OLD": null}.')::compiler.fault], 'options in use');
select is(pg_temp.stage_faults(jsonb_build_object('settings', pg_temp.options('AD') || '{"replacements": {"B": "A", "C": null}}')), '{}', 'replaced');

-- Unique.
delete from workspace_test."Deal" where "unitPrice" in ('x', 'y');
select is(pg_temp.text_faults('{"isUnique": true}'), '{}', 'unique over live records');
update workspace_test."Deal" set "deletedAt" = null;
select is(pg_temp.text_faults('{"isUnique": true}'), array[row('MC209', 'field "unitPrice" cannot be unique: 1 value occurs more than once',
  'Of object "Deal", among them: z (2 times).', 'Change these records first.')::compiler.fault], 'which share a value');
delete from workspace_test."Deal" where "unitPrice" = 'z';
select is((pg_temp.text_faults('{"type": "NUMBER"}', '{"isUnique": true}'))[1].detail, 'Of object "Deal", among them: 1 (2 times).',
  'values that become the same');
select is((pg_temp.text_faults('{"isNullable": false, "defaultValue": "1"}', '{"isUnique": true}'))[1].detail,
  'Of object "Deal", among them: 1 (2 times).', 'a default that fills in what is there');
select is((pg_temp.stage_faults(jsonb_build_object('settings', pg_temp.options('ABC') || '{"replacements": {"D": "A"}}'), '{"isUnique": true}'))[1].detail,
  'Of object "Deal", among them: A (2 times).', 'a replacement that makes two of one');
select is(pg_temp.stage_faults('{"label": "new"}', '{"isUnique": true}'), '{}', 'a unique field is not asked again');
select is(pg_temp.codes(pg_temp.faults_of('{"name": "unitPrice", "type": "TEXT", "isUnique": false}', '{"isNullable": false, "isUnique": true, "settings": {"maxLength": 2}}')),
  'MC207 MC206', 'all faults at once');

-- Too long for its unique index.
update workspace_test."Deal" set "unitPrice" = (select string_agg(md5(i::text), '' order by i) from generate_series(1, 200) i)
where id = (select id from workspace_test."Deal" order by id limit 1);
select is((pg_temp.text_faults('{"isUnique": true}'))[1].message, '1 record has a value too long for the unique index of field "unitPrice"', 'unique, of values that are too long');
select is((pg_temp.text_faults('{"isUnique": true}'))[1].sqlstate, 'MC211', 'has a code of its own');
select is(pg_temp.text_faults('{"label": "new"}'), '{}', 'otherwise a text may be as long as it likes');
