-- INSERT … ON CONFLICT (id) inserts or updates, as it falls: tools that keep a data model in step work by ids.
select plan(20);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null),
  (pg_temp.id('c2'), pg_temp.id('b1'), 'kind', 'SELECT', '{"options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]}');
insert into workspace_a.book (title, kind) values ('One', 'a');
create temporary table option_ids as
select o ->> 'value' as value, o ->> 'id' as id from core."fieldMetadata" f, jsonb_array_elements(f.settings -> 'options') o where f.id = pg_temp.id('c2');

-- As a tool writes its whole model, again and again.
create function pg_temp.write(p_objects jsonb, p_fields jsonb) returns void language sql as $$
  insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural")
  select pg_temp.id(o.id), pg_temp.id('0a'), o.name, o.name || 's' from jsonb_to_recordset(p_objects) o (id text, name text)
  on conflict (id) do update set "nameSingular" = excluded."nameSingular", "namePlural" = excluded."namePlural";
  insert into core."fieldMetadata" (id, "workspaceId", "objectMetadataId", name, type, settings)
  select pg_temp.id(f.id), pg_temp.id('0a'), pg_temp.id(f.object), f.name, f.type, f.settings
  from jsonb_to_recordset(p_fields) f (id text, object text, name text, type text, settings jsonb)
  on conflict (id) do update set name = excluded.name, type = excluded.type, settings = excluded.settings;
$$;
create function pg_temp.versions() returns bigint language sql as $$ select max(version) from core."workspaceMigration" $$;

select pg_temp.write('[{"id": "b1", "name": "tome"}, {"id": "b2", "name": "shelf"}]', '[
  {"id": "c1", "object": "b1", "name": "headline", "type": "TEXT", "settings": {"maxLength": 99}},
  {"id": "c2", "object": "b1", "name": "kind", "type": "SELECT", "settings": {"options": [{"value": "b", "label": "Bee"}, {"value": "a", "label": "A"}, {"value": "c", "label": "C"}]}},
  {"id": "c3", "object": "b1", "name": "title", "type": "NUMBER"},
  {"id": "c4", "object": "b2", "name": "metres", "type": "NUMBER"}]');
select has_table('workspace_a', 'tome', 'an object that was there is renamed');
select has_table('workspace_a', 'shelf', 'a new one is made');
select results_eq('select headline::text, kind::text, title from workspace_a.tome', $$ values ('One', 'a', null::numeric) $$,
  'a field that was there keeps its values, whatever else takes its name');
select col_type_is('workspace_a', 'tome', 'headline', 'character varying(99)', 'and changes with its settings');
select has_column('workspace_a', 'shelf', 'metres', 'a new field of a new object');
select results_eq(
  $$ select o ->> 'value' from core."fieldMetadata" f, jsonb_array_elements(f.settings -> 'options') o join option_ids k on k.id = o ->> 'id' and k.value = o ->> 'value'
     where f.id = pg_temp.id('c2') order by 1 $$, $$ values ('a'), ('b') $$, 'options without ids are known by their values');
select lives_ok($$ insert into workspace_a.tome (kind) values ('c') $$, 'a new one can be taken');

select throws_ok($$ select pg_temp.write('[]', '[{"id": "c1", "object": "b1", "name": "headline", "type": "NUMBER"}]') $$, 'MC207', null, 'what a change refuses is refused');
select throws_ok($$ select pg_temp.write('[]', '[{"id": "c1", "object": "b1", "name": "kind", "type": "TEXT"}]') $$, 'MC104', null, 'and so is a name that is taken');
select throws_ok($$ insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values (pg_temp.id('c1'), pg_temp.id('b1'), 'x', 'TEXT')
  on conflict (id) do update set "objectMetadataId" = pg_temp.id('b2') $$, 'MC501', null, 'and another object');
select throws_ok($$ insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values (pg_temp.id('b2'), pg_temp.id('b1'), 'x', 'TEXT')
  on conflict (id) do update set name = excluded.name $$, 'MC104', 'the id of a field is taken', 'and the id of an object');
select throws_ok($$ insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values (pg_temp.id('c1'), pg_temp.id('b1'), 'x', 'TEXT') $$,
  '23505', null, 'without ON CONFLICT an id is taken');

create temporary table version as select pg_temp.versions() as before;
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values (pg_temp.id('b1'), pg_temp.id('0a'), 'other', 'others') on conflict (id) do nothing;
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values (pg_temp.id('c1'), pg_temp.id('b1'), 'other', 'DATE') on conflict (id) do nothing;
select is(pg_temp.versions(), before, 'DO NOTHING does nothing') from version;
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values (pg_temp.id('c1'), pg_temp.id('b1'), 'other', 'DATE'), (pg_temp.id('c5'), pg_temp.id('b1'), 'printed', 'DATE')
on conflict (id) do nothing;
select has_column('workspace_a', 'tome', 'printed', 'but what is new');
select hasnt_column('workspace_a', 'tome', 'other', 'is compiled');
-- The guide's unique names are deferrable, so that names can be swapped.
select throws_ok($$ insert into core."fieldMetadata" ("objectMetadataId", name, type) values (pg_temp.id('b1'), 'title', 'NUMBER')
  on conflict (name, "objectMetadataId") do nothing $$, '55000', null, 'a name is no arbiter');
select throws_ok($$ insert into core."fieldMetadata" ("objectMetadataId", name, type) values (pg_temp.id('b1'), 'title', 'NUMBER') on conflict do nothing $$,
  '55000', null, 'nor is everything');

insert into core."indexMetadata" (id, "objectMetadataId", fields) values (pg_temp.id('e1'), pg_temp.id('b1'), '{headline}') on conflict (id) do update set fields = excluded.fields;
insert into core."indexMetadata" (id, "objectMetadataId", fields) values (pg_temp.id('e1'), pg_temp.id('b1'), '{printed}') on conflict (id) do update set fields = excluded.fields;
select is((select array_agg(indexname::text order by 1) from pg_indexes where tablename = 'tome' and indexname like '%\_all'), '{IDX_tome_printed_all}', 'an index is made anew');
set constraints all immediate;
select is((select count(*) from core."fieldMetadata" where "objectMetadataId" in (pg_temp.id('b1'), pg_temp.id('b2'))), 5::bigint, 'one row each');
select is_empty($$ select * from core.drift(pg_temp.id('0a')) $$, 'nothing drifts');
