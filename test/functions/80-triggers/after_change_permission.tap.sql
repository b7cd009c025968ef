-- Permissions are validated and compiled, with their history.
select plan(8);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
create function pg_temp.role(p_name text) returns uuid language sql as $$ select id from core.role where name = p_name $$;
create function pg_temp.object(p_name text) returns uuid language sql as $$ select id from core."objectMetadata" where "nameSingular" = p_name $$;
insert into core."objectPermission" ("roleId", "objectMetadataId", "canUpdateObjectRecords") values
  (pg_temp.role('USER'), pg_temp.object('note'), false), (pg_temp.role('USER'), pg_temp.object('task'), false), (pg_temp.role('MANAGER'), pg_temp.object('task'), false);
select is((select array_agg(m ->> 'type' || ' ' || (m ->> 'objectId') order by m ->> 'objectId') from core."workspaceMigration", jsonb_array_elements(migrations) m where version = 2),
  (select array_agg('UPDATE_OBJECT ' || o order by o::text) from unnest(array[pg_temp.object('note'), pg_temp.object('task')]) o), 'one row of history, an entry for each object');
select throws_ok($$ insert into core."objectPermission" ("roleId", "objectMetadataId", "canReadObjectRecords") values
    (pg_temp.role('USER'), pg_temp.object('person'), false), (pg_temp.role('ADMIN'), pg_temp.object('person'), false) $$,
  'MC505', 'role "USER" would write records of object "person" that it may not read (and another fault)', 'every fault of a statement');
select throws_ok($$ update core."objectPermission" set "canReadObjectRecords" = false $$, 'MC505', null, 'UPDATE');
select throws_ok($$ insert into core."fieldPermission" ("roleId", "objectMetadataId", "fieldMetadataId") values
    (pg_temp.role('USER'), pg_temp.object('note'), gen_random_uuid()) $$, 'MC301', 'the permission is on no field', 'of fields, too');
insert into core."fieldPermission" ("roleId", "objectMetadataId", "fieldMetadataId", "canUpdateFieldValue")
select pg_temp.role('USER'), f."objectMetadataId", f.id, false from core."fieldMetadata" f where f."objectMetadataId" = pg_temp.object('note');
select is((select count(*) from core."fieldPermission"), 2::bigint, 'they are kept');
select is((select "metadataVersion" from core.workspace), 3::bigint, 'with their history');
delete from core."fieldPermission" where "roleId" = pg_temp.role('USER');
select is((select "metadataVersion" from core.workspace), 4::bigint, 'DELETE');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted');
