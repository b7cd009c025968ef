-- Permissions outlive a deleted object or field: restored, it comes back with them; purged, it takes them along.
select plan(21);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type) values
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT'),
  ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000b1', 'secret', 'TEXT');
create function pg_temp.user_role() returns core.role language sql as $$ select r from core.role r where name = 'USER' $$;
insert into core."objectPermission" ("roleId", "objectMetadataId", "canCreateObjectRecords") values
  ((pg_temp.user_role()).id, '00000000-0000-0000-0000-0000000000b1', false);
insert into core."fieldPermission" ("roleId", "objectMetadataId", "fieldMetadataId", "canReadFieldValue", "canUpdateFieldValue") values
  ((pg_temp.user_role()).id, '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c2', false, false);
insert into core."rowPermission" ("roleId", "objectMetadataId", "readFilter") values
  ((pg_temp.user_role()).id, '00000000-0000-0000-0000-0000000000b1', '{"title": {"eq": "mine"}}');
insert into workspace_a.book (title, secret) values ('mine', 'x'), ('yours', 'y');
create function pg_temp.kept() returns bigint language sql as $$
  select (select count(*) from core."objectPermission") + (select count(*) from core."fieldPermission") + (select count(*) from core."rowPermission") $$;
create function pg_temp.as_user(p_query text) returns text language plpgsql as $$
declare v_result text;
begin
  execute format('set local role %I', (pg_temp.user_role())."databaseRole");
  begin
    execute p_query into v_result;
  exception when insufficient_privilege then
    v_result := 'denied';
  end;
  reset role;
  return v_result;
end $$;

select is(pg_temp.as_user('select string_agg(title, '','') from workspace_a.book'), 'mine', 'it reads its own');
select is(pg_temp.as_user('select secret from workspace_a.book'), 'denied', 'not that column');
delete from core."fieldMetadata" where name = 'secret';
select is(pg_temp.kept(), 3::bigint, 'a deleted field''s is kept');
select throws_ok($$ delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c1' $$, 'MC503', null, 'a field that a filter names stays');
select core.restore_field('00000000-0000-0000-0000-0000000000c2');
select is(pg_temp.as_user('select secret from workspace_a.book'), 'denied', 'restored, it is in force');

delete from core."objectMetadata" where "nameSingular" = 'book';
select is(pg_temp.kept(), 3::bigint, 'a deleted object''s are kept');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted meanwhile');
select core.restore_object('00000000-0000-0000-0000-0000000000b1');
select is(pg_temp.as_user('select string_agg(title, '','') from workspace_a.book'), 'mine', 'on records, in force');
select is(pg_temp.as_user('select secret from workspace_a.book'), 'denied', 'on the field, in force');
select is(pg_temp.as_user('insert into workspace_a.book (title) values (''mine'') returning title'), 'denied', 'on the object, in force');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted');

-- What somebody takes back while the object is deleted is not in force when it returns.
delete from core."objectMetadata" where "nameSingular" = 'book';
delete from core."rowPermission";
delete from core."objectPermission";
select core.restore_object('00000000-0000-0000-0000-0000000000b1');
select is(pg_temp.as_user('select count(*) from workspace_a.book'), '2', 'a row permission that is gone');
select is(pg_temp.as_user('insert into workspace_a.book (title) values (''z'') returning title'), 'z', 'an object permission that is gone');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted');

insert into core."rowPermission" ("roleId", "objectMetadataId", "readFilter") values
  ((pg_temp.user_role()).id, '00000000-0000-0000-0000-0000000000b1', '{"title": {"eq": "mine"}}');
update core.workspace set "trashRetentionDays" = 0;
delete from core."objectMetadata" where "nameSingular" = 'book';
select core.purge_deleted('00000000-0000-0000-0000-00000000000a');
select is(pg_temp.kept(), 0::bigint, 'purged, they are gone');
select is((select count(*) from compiler.compiled where kind = 'ROW_PERMISSION'), 0::bigint, 'nor is one remembered');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted');

-- What the settings of a deleted field say is said to roles that come meanwhile.
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'page', 'pages');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  ('00000000-0000-0000-0000-0000000000c4', '00000000-0000-0000-0000-0000000000b2', 'cost', 'TEXT', '{"permissions": {"MANAGER": ["READ"]}}'),
  ('00000000-0000-0000-0000-0000000000c5', '00000000-0000-0000-0000-0000000000b2', 'margin', 'TEXT', '{"accessLevel": "ADMIN"}');
update core.workspace set "trashRetentionDays" = 14;
delete from core."fieldMetadata" where id = '00000000-0000-0000-0000-0000000000c5';
delete from core."objectMetadata" where "nameSingular" = 'page';
insert into core.role ("workspaceId", name) values ('00000000-0000-0000-0000-00000000000a', 'Guest');
create or replace function pg_temp.user_role() returns core.role language sql as $$ select r from core.role r where name = 'Guest' $$;
select core.restore_object('00000000-0000-0000-0000-0000000000b2');
select is(pg_temp.as_user('select cost from workspace_a.page'), 'denied', 'a field of a deleted object');
select core.restore_field('00000000-0000-0000-0000-0000000000c5');
select is(pg_temp.as_user('select margin from workspace_a.page'), 'denied', 'a deleted field');
select is(pg_temp.as_user('insert into workspace_a.page (position) values (1) returning position'), '1', 'what they say nothing of');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted');
