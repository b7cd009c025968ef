-- Options change under records that use them: what follows, what is refused, and that no value is lost.
select plan(48);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural")
values ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'deal', 'deals');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings, "defaultValue", "isUnique") values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'phase', 'SELECT', '{"options": [
    {"id": "00000000-0000-0000-0000-0000000000d1", "value": "A", "label": "a"},
    {"id": "00000000-0000-0000-0000-0000000000d2", "value": "B", "label": "b"},
    {"id": "00000000-0000-0000-0000-0000000000d3", "value": "C", "label": "c"}]}', '"A"', false),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'marks', 'MULTI_SELECT', '{"options": [
    {"id": "00000000-0000-0000-0000-0000000000d1", "value": "A", "label": "a"},
    {"id": "00000000-0000-0000-0000-0000000000d2", "value": "B", "label": "b"},
    {"id": "00000000-0000-0000-0000-0000000000d3", "value": "C", "label": "c"}]}', '["A", "B"]', false),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-0000000000b1', 'place', 'SELECT', '{"options": [
    {"id": "00000000-0000-0000-0000-0000000000d1", "value": "A", "label": "a"},
    {"id": "00000000-0000-0000-0000-0000000000d2", "value": "B", "label": "b"},
    {"id": "00000000-0000-0000-0000-0000000000d3", "value": "C", "label": "c"}]}', null, true);
insert into workspace_a.deal (id, phase, marks, place, "updatedAt", "deletedAt") values
  ('00000000-0000-0000-0000-0000000000e1', 'A', '{A,B}', 'A', '2000-01-01', null),
  ('00000000-0000-0000-0000-0000000000e2', 'B', '{B,B}', 'B', '2000-01-01', null),
  ('00000000-0000-0000-0000-0000000000e3', 'C', '{}', 'C', '2000-01-01', '2000-01-01'),
  ('00000000-0000-0000-0000-0000000000e4', null, null, null, '2000-01-01', null);

-- All three fields have the same options. Values and ids: 'B:1' is value B with id …d1; 'B' comes without an id.
create function pg_temp.options(variadic p_options text[]) returns jsonb language sql as $$
  select jsonb_build_object('options', jsonb_agg(
    jsonb_build_object('value', split_part(o, ':', 1), 'label', lower(split_part(o, ':', 1)))
      || case when o like '%:%' then jsonb_build_object('id', '00000000-0000-0000-0000-0000000000d' || split_part(o, ':', 2)) else '{}' end
    order by place))
  from unnest(p_options) with ordinality o (o, place)
$$;
create function pg_temp.change(p_name text, p_settings jsonb, p_rest text default '') returns void language plpgsql as $$
begin
  execute format('update core."fieldMetadata" set settings = %L %s where name = %L', p_settings, p_rest, p_name);
end $$;
-- What refuses a change: SQLSTATE, message, DETAIL; null when nothing does. The change is undone.
create function pg_temp.fault_of(p_name text, p_settings jsonb, p_rest text default '') returns text[] language plpgsql as $$
declare v_detail text;
begin
  perform pg_temp.change(p_name, p_settings, p_rest);
  raise exception 'undo' using errcode = 'UNDO1';
exception when sqlstate 'UNDO1' then
  return null;
when others then
  get stacked diagnostics v_detail = pg_exception_detail;
  return array[sqlstate, sqlerrm, v_detail];
end $$;
create function pg_temp.values_of(p_name text) returns text[] language plpgsql as $$
declare v_result text[];
begin
  execute format('select array_agg(%I::text order by id) from workspace_a.deal', p_name) into v_result;
  return v_result;
end $$;
create function pg_temp.default_of(p_name text) returns text language sql as $$
  select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d
  join pg_attribute a on (a.attrelid, a.attnum) = (d.adrelid, d.adnum)
  where a.attrelid = 'workspace_a.deal'::regclass and a.attname = p_name
$$;
create function pg_temp.metadata_default_of(p_name text) returns jsonb language sql as $$
  select "defaultValue" from core."fieldMetadata" where name = p_name
$$;

-- Renaming.
savepoint fresh;
select pg_temp.change('phase', pg_temp.options('B:1', 'A:2', 'C:3'));
select is(pg_temp.values_of('phase'), '{B,A,C,NULL}', 'two values are swapped in one UPDATE, deleted records too');
select is(pg_temp.metadata_default_of('phase'), '"B"', 'the default follows its option');
select is(pg_temp.default_of('phase'), '''B''::character varying', 'in the table too');
select is((select array_agg(distinct "updatedAt") from workspace_a.deal), array['2000-01-01'::timestamptz], 'updatedAt stays');
select pg_temp.change('marks', pg_temp.options('B:1', 'A:2', 'C:3'));
select is(pg_temp.values_of('marks'), '{"{B,A}","{A}","{}",NULL}', 'swapped in arrays, where they are each value stands once');
select is(pg_temp.metadata_default_of('marks'), '["B", "A"]', 'so does a default of several');
select pg_temp.change('place', pg_temp.options('B:1', 'A:2', 'C:3'));
select is(pg_temp.values_of('place'), '{B,A,C,NULL}', 'swapped where values are unique');
select index_is_unique('workspace_a', 'deal', 'IDX_deal_place_unique', 'which they stay');

rollback to fresh;
select pg_temp.change('phase', pg_temp.options('B:1', 'C:2', 'A:3'));
select is(pg_temp.values_of('phase'), '{B,C,A,NULL}', 'three values go round');
select pg_temp.change('place', pg_temp.options('B:1', 'C:2', 'D:3'));
select is(pg_temp.values_of('place'), '{B,C,D,NULL}', 'a chain of unique values');
select pg_temp.change('phase', pg_temp.options('it''s "x", {y}\:1', '$$%s; --:2', 'A:3'));
select is(pg_temp.values_of('phase'), array['it''s "x", {y}\', '$$%s; --', 'A', null], 'hostile values');
select pg_temp.change('marks', pg_temp.options('it''s "x", {y}\:1', '$$%s; --:2', 'A:3'));
select is((select marks from workspace_a.deal order by id limit 1), array['it''s "x", {y}\', '$$%s; --']::varchar[], 'in arrays');
select is(pg_temp.metadata_default_of('marks'), '["it''s \"x\", {y}\\", "$$%s; --"]', 'and in the default');
select throws_ok($$ insert into workspace_a.deal (marks) values ('{C}') $$, '23514', null, 'the CHECK has the new values only');

rollback to fresh;
select pg_temp.change('phase', pg_temp.options('A', 'B', 'C', 'D'));
select is((select settings #>> '{options,1,id}' from core."fieldMetadata" where name = 'phase'),
  '00000000-0000-0000-0000-0000000000d2', 'an option sent without its id keeps it');
select is(pg_temp.values_of('phase'), '{A,B,C,NULL}', 'and its records');
select pg_temp.change('phase', pg_temp.options('X:1', 'A', 'B', 'C', 'D'));
select is(pg_temp.values_of('phase'), '{X,B,C,NULL}', 'a value that became free is taken by a new option');

-- Removing.
rollback to fresh;
select is(pg_temp.fault_of('phase', pg_temp.options('A', 'B')), array['MC208',
  '1 record has a value that field "phase" would not take', 'Of object "deal", among them: 00000000-0000-0000-0000-0000000000e3.'],
  'an option that a deleted record uses stays');
select is(pg_temp.fault_of('marks', pg_temp.options('C'), ', "defaultValue" = null'), array['MC208', '2 records have a value that field "marks" would not take',
  'Of object "deal", among them: 00000000-0000-0000-0000-0000000000e1, 00000000-0000-0000-0000-0000000000e2.'],
  'one that stands in an array too');
select is((pg_temp.fault_of('phase', pg_temp.options('B:1', 'C')))[1:2],
  '{MC208,"1 record has a value that field \"phase\" would not take"}', 'records of a removed option do not become another''s that took its value');
select is((pg_temp.fault_of('marks', pg_temp.options('B:1', 'C')))[1:2],
  '{MC208,"2 records have a value that field \"marks\" would not take"}', 'in arrays neither');
select pg_temp.change('phase', pg_temp.options('B:1', 'C') || '{"replacements": {"B": "B"}}');
select is(pg_temp.values_of('phase'), '{B,B,C,NULL}', 'unless a replacement says so');
select is((select settings ? 'replacements' from core."fieldMetadata" where name = 'phase'), false, 'replacements are used up');

rollback to fresh;
select pg_temp.change('phase', pg_temp.options('B', 'C') || '{"replacements": {"A": "C"}}');
select is(pg_temp.values_of('phase'), '{C,B,C,NULL}', 'a removed option is replaced by another');
select is(pg_temp.metadata_default_of('phase'), '"C"', 'in the default too');
select pg_temp.change('phase', pg_temp.options('B') || '{"replacements": {"C": null}}');
select is(pg_temp.values_of('phase'), '{NULL,B,NULL,NULL}', 'or by null');
select is(pg_temp.default_of('phase'), null, 'then the default goes');
select pg_temp.change('marks', pg_temp.options('C') || '{"replacements": {"A": null, "B": "C"}}');
select is(pg_temp.values_of('marks'), '{"{C}","{C}","{}",NULL}', 'in arrays too, where null takes a value out');
select is(pg_temp.metadata_default_of('marks'), '["C"]', 'and in a default of several');

rollback to fresh;
select is((pg_temp.fault_of('phase', pg_temp.options('B', 'C')))[1], 'MC204', 'a default that names a removed option is refused');
select is((pg_temp.fault_of('phase', pg_temp.options('A', 'B', 'C') || '{"replacements": {"A": "B"}}'))[1:2],
  '{MC203,"the replacements of field \"phase\" are not valid"}', 'a replacement of an option that stays');
select is((pg_temp.fault_of('phase', pg_temp.options('X:1', 'B', 'C') || '{"replacements": {"A": "B"}}'))[1], 'MC203', 'of one that is renamed');
select is((pg_temp.fault_of('phase', pg_temp.options('B', 'C') || '{"replacements": {"A": "Z"}}', ', "defaultValue" = null'))[1], 'MC203', 'by one that is not there');
select is((pg_temp.fault_of('phase', '{"options": "x", "replacements": {"A": "B"}}'))[1], 'MC203', 'beside options that are none');
select is((pg_temp.fault_of('phase', pg_temp.options('B', 'C') || '{"replacements": "A"}', ', "defaultValue" = null'))[1], 'MC203', 'replacements that are no object');
select is((pg_temp.fault_of('phase', pg_temp.options('A:1', 'B:1', 'C')))[1], 'MC203', 'an id given twice');
select is((pg_temp.fault_of('phase', pg_temp.options('A', 'A', 'B', 'C')))[1], 'MC203', 'a value given twice');
select is((pg_temp.fault_of('phase', pg_temp.options('B:1', 'A:2', 'C:3'), ', type = ''MULTI_SELECT'''))[1:2],
  '{MC204,"the default of field \"phase\" does not fit"}', 'a default is judged by the new type');
select is((pg_temp.fault_of('phase', pg_temp.options('B:1', 'A:2', 'C:3'), ', type = ''MULTI_SELECT'', "defaultValue" = null'))[1:2],
  '{MC203,"options of field \"phase\" cannot be renamed along with its type"}', 'options are not renamed along with the type');

-- What must not be empty, what must be unique.
update workspace_a.deal set phase = 'B' where phase is null;
select pg_temp.change('phase', pg_temp.options('A', 'B', 'C'), ', "isNullable" = false');
select is(pg_temp.fault_of('phase', pg_temp.options('A', 'C') || '{"replacements": {"B": null}}'), array['MC206',
  '2 records would have no value for field "phase"',
  'Of object "deal", among them: 00000000-0000-0000-0000-0000000000e2, 00000000-0000-0000-0000-0000000000e4.'],
  'a replacement by null, where null is not allowed');
select is(pg_temp.fault_of('place', pg_temp.options('A', 'C') || '{"replacements": {"B": "A"}}'), array['MC209',
  'field "place" cannot be unique: 1 value occurs more than once', 'Of object "deal", among them: A (2 times).'],
  'a replacement that makes two of one');
select is(pg_temp.fault_of('place', pg_temp.options('A', 'B') || '{"replacements": {"C": "A"}}'), null,
  'not if one of them is deleted');
update workspace_a.deal set position = row_number from (select id, row_number() over (order by id) from workspace_a.deal) n where n.id = deal.id;
insert into core."indexMetadata" ("objectMetadataId", fields, "isUnique") values ('00000000-0000-0000-0000-0000000000b1', '{phase,position}', true);
select is((pg_temp.fault_of('phase', pg_temp.options('B', 'C') || '{"replacements": {"A": "B"}}')), null, 'an index of several fields has its own say');
update workspace_a.deal set position = 0 where phase in ('A', 'C');
select is((pg_temp.fault_of('phase', pg_temp.options('B', 'C') || '{"replacements": {"A": "C"}}'))[1:2],
  '{MC209,"the index of field \"phase\" cannot be unique: 1 value occurs more than once"}', 'which is asked for too');
select pg_temp.change('phase', pg_temp.options('C:1', 'B:2', 'A:3'));
select is(pg_temp.values_of('phase'), '{C,B,A,B}', 'two values are swapped under such an index');
select is(pg_temp.metadata_default_of('phase'), '"C"', 'with the default');
select is((select count(*) from core."workspaceMigration" where migrations @> '[{"type": "UPDATE_FIELD"}]') > 0, true, 'all of it is in the history');
select is_empty('select * from core.workspace w, core.drift(w.id)', 'no workspace drifts');
