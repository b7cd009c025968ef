-- What each change leaves in the log, in order. It is planned by read_changes, changed_ids, find_displaced,
-- derive_changes (rename_inverse_fields, change_other_half, delete_fields_of), plan_changes, plan_moves,
-- plan_object_change, plan_field_change, plan_column_change, column_action, plan_relation_change, plan_object_grants,
-- plan_field_index_renames, plan_index_renames, same_index, index_rename, option_values_expression,
-- plan_field_deletion, plan_object_deletion; keep_deleted remembers what goes.
select plan(22);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
insert into core."objectMetadata" (id, "nameSingular", "namePlural")
values ('00000000-0000-0000-0000-0000000000b1', 'book', 'books'), ('00000000-0000-0000-0000-0000000000b2', 'shelf', 'shelves');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT', null),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'kind', 'SELECT',
   '{"options": [{"id": "00000000-0000-0000-0000-0000000000d1", "value": "a", "label": "A"}, {"value": "b", "label": "B"}]}'),
  ('00000000-0000-0000-0000-0000000000c3', '00000000-0000-0000-0000-0000000000b1', 'shelf', 'RELATION',
   '{"relationType": "MANY_TO_ONE", "relationTargetObjectId": "00000000-0000-0000-0000-0000000000b2"}');
insert into core."indexMetadata" (id, "objectMetadataId", fields)
values ('00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-0000000000b1', '{kind,title}');
insert into workspace_a.book (title, kind) values ('One', 'a'), ('Two', null);

-- The last entry of the history: type and sql, without schema.
create function pg_temp.logged() returns setof text language sql as $$
  select (e ->> 'type') || ': ' || replace(e ->> 'sql', 'workspace_a.', '')
  from core."workspaceMigration" m, jsonb_array_elements(m.migrations) with ordinality t (e, place)
  where version = (select max(version) from core."workspaceMigration") order by place
$$;
create function pg_temp.versions() returns bigint language sql as $$ select max(version) from core."workspaceMigration" $$;

update core."fieldMetadata" set label = 'Headline' where id = '00000000-0000-0000-0000-0000000000c1';
select results_eq('select pg_temp.logged()',
  $$ values ($v$UPDATE_FIELD: comment on column book.title is '@fieldType TEXT'$v$) $$, 'a new label touches nothing but the comment');

update core."fieldMetadata" set name = 'headline' where id = '00000000-0000-0000-0000-0000000000c1';
select results_eq($$ select * from pg_temp.logged() l where l not like '%comment on%' $$, $$ values
  ('UPDATE_FIELD: alter table book rename column title to headline'),
  ('UPDATE_INDEX: alter index "IDX_book_title_search" rename to "IDX_book_headline_search"'),
  ('UPDATE_INDEX: alter index "IDX_book_kind_title_all" rename to "IDX_book_kind_headline_all"') $$,
  'a renamed field: its column, its index, and the indexes that are metadata');

update core."fieldMetadata" set settings = jsonb_set(settings, '{options,0,value}', '"z"')
where id = '00000000-0000-0000-0000-0000000000c2';
select results_eq($$ select split_part(l, ' = case', 1) from pg_temp.logged() l where l not like '%comment on%' $$, $$ values
  ('UPDATE_FIELD: alter table book drop constraint check_000000000000000000000000000000c2'),
  ('UPDATE_FIELD: update book set kind'),
  ('UPDATE_FIELD: alter table book add constraint check_000000000000000000000000000000c2 check (kind in (''z'', ''b''))') $$,
  'a renamed option: the records between the two checks');
select results_eq('select kind::text from workspace_a.book order by headline', $$ values ('z'), (null) $$, 'follow, and null stays null');
select has_index('workspace_a', 'book', 'IDX_book_kind', 'the index stays');

update core."fieldMetadata" set "isUnique" = true where id = '00000000-0000-0000-0000-0000000000c1';
select results_eq($$ select * from pg_temp.logged() l where l not like '%comment on%' order by l desc $$, $$ values
  ('DELETE_INDEX: drop index "IDX_book_headline_search"'),
  ('CREATE_INDEX: create unique index "IDX_book_headline_unique" on book using btree (headline) where "deletedAt" is null') $$,
  'unique: another index');

update core."fieldMetadata" set type = 'SELECT', "isUnique" = false,
  settings = '{"options": [{"value": "One", "label": "1"}, {"value": "Two", "label": "2"}]}'
where id = '00000000-0000-0000-0000-0000000000c1';
select ok(exists (select from pg_temp.logged() l where l like '%add constraint%check (headline in (''One'', ''Two''))'),
  'another type: its check, where the values fit');
select throws_ok($$ update core."fieldMetadata" set type = 'NUMBER', settings = null where id = '00000000-0000-0000-0000-0000000000c1' $$,
  'MC207', null, 'and none where they do not');

update core."objectMetadata" set "nameSingular" = 'rack', "namePlural" = 'racks', "labelSingular" = 'Rack'
where id = '00000000-0000-0000-0000-0000000000b2';
select has_table('workspace_a', 'rack', 'a renamed object is a renamed table');
select has_column('workspace_a', 'book', 'shelfId', 'a field with a name of its own keeps it');
update core."objectMetadata" set "nameSingular" = 'volume', "namePlural" = 'volumes' where id = '00000000-0000-0000-0000-0000000000b1';
select is((select name::text from core."fieldMetadata" where "objectMetadataId" = '00000000-0000-0000-0000-0000000000b2'), 'volumes',
  'an inverse field that was named after the object follows');
select set_eq($$ select indexname::text from pg_indexes where schemaname = 'workspace_a' and tablename = 'volume' $$,
  array['pk_000000000000000000000000000000b1', 'IDX_volume_deletedAt', 'IDX_volume_createdAt', 'IDX_volume_updatedAt',
    'IDX_volume_headline', 'IDX_volume_kind', 'IDX_volume_shelfId', 'IDX_volume_kind_headline_all'], 'and so do all indexes');

-- Two names swapped in one statement.
update core."fieldMetadata" set name = case name when 'headline' then 'kind' else 'headline' end
where id in ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000c2');
select results_eq('select headline::text, kind::text from workspace_a.volume order by kind', $$ values ('z', 'One'), (null, 'Two') $$,
  'names are swapped, records are not');

update core."fieldMetadata" set settings = settings || '{"onDelete": "RESTRICT"}' where id = '00000000-0000-0000-0000-0000000000c3';
select ok(exists (select from pg_temp.logged() l where l like 'UPDATE_RELATION: %on delete restrict%'), 'onDelete makes the key anew');

update core."objectMetadata" set "isActive" = false where id = '00000000-0000-0000-0000-0000000000b1';
select ok(not has_table_privilege((select "databaseRole" from core.role where name = 'ADMIN'), 'workspace_a.volume', 'select'),
  'an object that is off gives no rights');
update core."objectMetadata" set "isActive" = true where id = '00000000-0000-0000-0000-0000000000b1';
select ok(has_table_privilege((select "databaseRole" from core.role where name = 'ADMIN'), 'workspace_a.volume', 'select'), 'on again, it does');
update core."fieldMetadata" set "isActive" = false where id = '00000000-0000-0000-0000-0000000000c2';
select ok(not has_column_privilege((select "databaseRole" from core.role where name = 'USER'), 'workspace_a.volume', 'headline', 'select')
  and has_column_privilege((select "databaseRole" from core.role where name = 'USER'), 'workspace_a.volume', 'kind', 'update'),
  'a field that is off gives none on its column, others still do');
update core."fieldMetadata" set "isActive" = true where id = '00000000-0000-0000-0000-0000000000c2';

-- Deleted: out of sight, and remembered.
delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c3';
select results_eq($$ select count(*) from core."fieldMetadata" where "objectMetadataId" = '00000000-0000-0000-0000-0000000000b2'
    union all select count(*) from core."relationMetadata" where '00000000-0000-0000-0000-0000000000b1' in ("fromObjectMetadataId", "toObjectMetadataId") $$,
  $$ values (0::bigint), (0) $$, 'both halves of a relation go');
select has_column('workspace_a', 'volume', 'deleted_000000000000000000000000000000c3', 'its column is kept under its id');
delete from core."indexMetadata" where id = '00000000-0000-0000-0000-0000000000e1';
delete from core."objectMetadata" where id = '00000000-0000-0000-0000-0000000000b1';
select has_table('workspace_a', 'deleted_000000000000000000000000000000b1', 'so is a table');
select set_eq($$ select kind, definition ->> 'name' from compiler.deleted where object_id = '00000000-0000-0000-0000-0000000000b1' and kind = 'FIELD' $$,
  $$ values ('FIELD', 'kind'), ('FIELD', 'headline'), ('FIELD', 'shelf') $$, 'with what is needed to bring it back');
select is_empty($$ select d.* from core.drift('00000000-0000-0000-0000-00000000000a') d $$, 'nothing drifts');
