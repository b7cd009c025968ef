-- A role's permission on one field.
select plan(8);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
create function pg_temp.faults(p_role text, p_object text, p_flags jsonb) returns text[] language sql as $$
  select array(select f.sqlstate || ' ' || f.message from unnest(compiler.validate_field_permission(jsonb_populate_record(
    null::core."fieldPermission", jsonb_build_object('workspaceId', r."workspaceId", 'roleId', r.id, 'objectMetadataId', o.id, 'fieldMetadataId', x.id) || p_flags))) f)
  from core.role r
  join core."objectMetadata" o on o."nameSingular" = p_object and o."workspaceId" = r."workspaceId"
  join core."objectMetadata" c on c."nameSingular" = 'company' and c."workspaceId" = r."workspaceId"
  join core."fieldMetadata" x on x."objectMetadataId" = c.id and x.name = 'employees'
  where r.name = p_role and r."workspaceId" = '00000000-0000-0000-0000-00000000000a'
$$;
select is(pg_temp.faults('USER', 'company', '{}'), '{}', 'one that says nothing');
select is(pg_temp.faults('USER', 'company', '{"canUpdateFieldValue": false}'), '{}', 'to be read alone');
select is(pg_temp.faults('USER', 'company', '{"canReadFieldValue": false, "canUpdateFieldValue": false}'), '{}', 'not even that');
select is(pg_temp.faults('USER', 'company', '{"canReadFieldValue": false}'), '{"MC505 role \"USER\" would write field \"employees\" of object \"company\" that it may not read"}', 'no writing without reading');
select is(pg_temp.faults('ADMIN', 'company', '{"canUpdateFieldValue": false}'), '{"MC502 standard role \"ADMIN\" keeps its rights"}', 'ADMIN''s');
select is(pg_temp.faults('USER', 'person', '{}'), '{"MC301 the permission is on no field"}', 'the field of another object');
select is(pg_temp.faults('USER', 'company', '{"fieldMetadataId": "00000000-0000-0000-0000-0000000000f1"}'), '{"MC301 the permission is on no field"}', 'no field');
select is(pg_temp.faults('USER', 'company', '{"workspaceId": "00000000-0000-0000-0000-00000000000b"}'),
  '{"MC301 the permission is of no role","MC301 the permission is on no field"}', 'another workspace''s; every fault');
