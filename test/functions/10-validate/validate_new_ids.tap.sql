-- The id of what is deleted but kept is not given again: not to the same kind of row, to another, or in another workspace.
select plan(25);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme'), (pg_temp.id('0b'), 'Bolt', 'bolt');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books'), (pg_temp.id('b2'), pg_temp.id('0a'), 'shelf', 'shelves'),
  (pg_temp.id('b3'), pg_temp.id('0a'), 'lamp', 'lamps'), (pg_temp.id('b4'), pg_temp.id('0b'), 'tool', 'tools');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'title', 'TEXT', null),
  (pg_temp.id('c2'), pg_temp.id('b1'), 'stage', 'SELECT', '{"options": [{"value": "NEW", "label": "New"}]}'),
  (pg_temp.id('c3'), pg_temp.id('b3'), 'colour', 'TEXT', null), (pg_temp.id('c4'), pg_temp.id('b1'), 'from', 'RELATION', null),
  (pg_temp.id('c5'), pg_temp.id('b2'), 'to', 'RELATION', null);
insert into core."relationMetadata" (id, "workspaceId", "relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId")
values (pg_temp.id('d1'), pg_temp.id('0a'), 'ONE_TO_MANY', pg_temp.id('b1'), pg_temp.id('c4'), pg_temp.id('b2'), pg_temp.id('c5'));
insert into core."indexMetadata" (id, "objectMetadataId", fields) values (pg_temp.id('e1'), pg_temp.id('b3'), '{colour,createdAt}');
delete from core."fieldMetadata" where id in (pg_temp.id('c1'), pg_temp.id('c2'), pg_temp.id('c4'));
delete from core."objectMetadata" where id = pg_temp.id('b3');

create function pg_temp.insert_field(p_id text, p_object text, p_more text default '') returns void language plpgsql as $$ begin
  execute format('insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values (%L, %L, %L, %L, %L) ',
    pg_temp.id(p_id), pg_temp.id(p_object), 'other', case p_id when 'c2' then 'SELECT' else 'TEXT' end,
    case p_id when 'c2' then '{"options": [{"value": "NEW", "label": "New"}]}' end) || p_more; end $$;
create function pg_temp.insert_object(p_id text, p_workspace text) returns void language sql as $$
  insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural")
  values (pg_temp.id(p_id), pg_temp.id(p_workspace), 'other', 'others') $$;
create function pg_temp.hint_of(p_sql text) returns text language plpgsql as $$
declare v_hint text; begin
  execute p_sql;
  return null;
exception when sqlstate 'MC104' then get stacked diagnostics v_hint = pg_exception_hint; return v_hint; end $$;

select throws_ok(format('select pg_temp.insert_field(%L, %L, %L)', id, object, more), 'MC104',
  format('the id %s is taken', pg_temp.id(id)), format('field %s on %s %s', id, object, more))
from (values ('c1', 'b1', ''), ('c1', 'b1', 'on conflict (id) do nothing'),
  ('c1', 'b1', 'on conflict (id) do update set name = excluded.name'), ('c1', 'b4', ''), ('c2', 'b1', ''), ('b3', 'b1', ''),
  ('c3', 'b1', ''), ('e1', 'b1', ''), ('c5', 'b1', '')) t (id, object, more);
select throws_ok(format('select pg_temp.insert_object(%L, %L)', id, workspace), 'MC104',
  format('the id %s is taken', pg_temp.id(id)), format('object %s in %s', id, workspace))
from (values ('b3', '0a'), ('b3', '0b'), ('c1', '0a')) t (id, workspace);
select throws_ok(format('insert into core."indexMetadata" (id, "objectMetadataId", fields) values (%L, %L, %L)',
  pg_temp.id(id), pg_temp.id('b1'), '{createdAt}'), 'MC104', null, 'index ' || id)
from unnest(array['e1', 'c1']) id;
select throws_ok($$ insert into core.role (id, "workspaceId", name) values (pg_temp.id('b3'), pg_temp.id('0a'), 'CLERK') $$, 'MC104', null, 'a role');
select throws_ok($$ insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('b3'), 'Cask', 'cask') $$, 'MC104', null, 'a workspace');

insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values (pg_temp.id('c6'), pg_temp.id('b1'), 'fro', 'RELATION'), (pg_temp.id('c7'), pg_temp.id('b2'), 'into', 'RELATION');
select throws_ok(format(
  $$ insert into core."relationMetadata" (id, "workspaceId", "relationType", "fromObjectMetadataId", "fromFieldMetadataId", "toObjectMetadataId", "toFieldMetadataId")
  values (%L, pg_temp.id('0a'), 'ONE_TO_MANY', pg_temp.id('b1'), pg_temp.id('c6'), pg_temp.id('b2'), pg_temp.id('c7')) $$, pg_temp.id(id)),
  'MC104', null, 'a relation ' || id)
from unnest(array['d1', 'c1']) id;
delete from core."fieldMetadata" where id in (pg_temp.id('c6'), pg_temp.id('c7'));

select is(pg_temp.hint_of($$ select pg_temp.insert_field('c1', 'b1') $$),
  'Restore it: select core.restore_field(''00000000-0000-0000-0000-0000000000c1''); or leave "id" out.', 'the hint says how it comes back');
select is(pg_temp.hint_of($$ select pg_temp.insert_field('c3', 'b1') $$),
  'Restore it: select core.restore_object(''00000000-0000-0000-0000-0000000000b3''); or leave "id" out.', 'with its object');
select is(pg_temp.hint_of($$ select pg_temp.insert_field('c1', 'b4') $$), 'Leave "id" out.', 'but not of another workspace');

select core.restore_field(pg_temp.id('c1')), core.restore_object(pg_temp.id('b3'));
select is((select count(*) from core."fieldMetadata" where id in (pg_temp.id('c1'), pg_temp.id('c3'))), 2::bigint, 'what is kept comes back');
select is_empty($$ select d.* from core.workspace w, core.drift(w.id) d $$, 'nothing drifts');
update core.workspace set "trashRetentionDays" = 0;
select core.purge_deleted(pg_temp.id('0a'));
select lives_ok($$ select pg_temp.insert_field('c2', 'b1') $$, 'what was purged leaves its id');
select is(compiler.validate_new_ids(pg_temp.id('0a'), array[pg_temp.id('c1'), gen_random_uuid()]), '{}', 'of others nothing is said');
