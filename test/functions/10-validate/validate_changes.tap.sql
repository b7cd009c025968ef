-- Each change is judged by the function for it; all faults are raised at once.
select plan(5);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural")
values ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'deal', 'deals');
insert into core."fieldMetadata" ("objectMetadataId", name, type) values
  ('00000000-0000-0000-0000-0000000000b1', 'code', 'TEXT'), ('00000000-0000-0000-0000-0000000000b1', 'size', 'NUMBER');
insert into workspace_a.deal (code) values ('x');

-- Changes of the objects and fields of these names; null stands for a deletion.
create function pg_temp.validate(p_objects jsonb, p_fields jsonb) returns void language plpgsql as $$
declare v_changes compiler.changes;
begin
  v_changes.objects := array(
    select row(o, case when c.value = 'null' then null else jsonb_populate_record(o, c.value) end)::compiler.object_change
    from jsonb_each(p_objects) c join core."objectMetadata" o on o."nameSingular" = c.key order by o.ordinal);
  v_changes.fields := array(
    select row(f, case when c.value = 'null' then null else jsonb_populate_record(f, c.value) end)::compiler.field_change
    from jsonb_each(p_fields) c join core."fieldMetadata" f on f.name = c.key
    where f."objectMetadataId" = '00000000-0000-0000-0000-0000000000b1' order by f.ordinal);
  perform compiler.validate_changes('00000000-0000-0000-0000-00000000000a', 'workspace_a', v_changes);
end $$;

select lives_ok($$ select pg_temp.validate('{"deal": {"nameSingular": "offer"}}', '{"code": {"label": "x"}, "size": null}') $$, 'nothing is wrong');
select lives_ok($$ select pg_temp.validate('{}', '{}') $$, 'nothing changes');
select throws_ok($$ select pg_temp.validate('{"deal": {"nameSingular": "Bad name"}}', '{}') $$, 'MC101',
  'object name "Bad name" is not a valid name', 'a changed object');
select throws_ok($$ select pg_temp.validate('{}', '{"code": {"type": "NUMBER"}}') $$, 'MC207',
  '1 record has a value that field "code" would not take', 'a changed field, by the records of its table');
select throws_ok($$ select pg_temp.validate('{"company": null, "deal": {"labelPlural": ""}}', '{"code": {"type": "NUMBER"}, "size": {"type": "DATE"}}') $$,
  'MC502', 'standard object "company" cannot be deleted (and 3 more faults)', 'deleted and changed ones, all at once');
