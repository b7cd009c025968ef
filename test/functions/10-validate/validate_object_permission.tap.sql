-- A role's permission on one object.
select plan(8);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
create function pg_temp.faults(p_role text, p_workspace text, p_flags jsonb) returns text[] language sql as $$
  select array(select f.sqlstate || ' ' || f.message from unnest(compiler.validate_object_permission(jsonb_populate_record(
    null::core."objectPermission", jsonb_build_object('workspaceId', '00000000-0000-0000-0000-00000000000a', 'roleId', r.id, 'objectMetadataId', o.id) || p_flags))) f)
  from core.role r join core.workspace w on w.id = r."workspaceId"
  join core."objectMetadata" o on o."nameSingular" = 'company' and o."workspaceId" = '00000000-0000-0000-0000-00000000000a'
  where r.name = p_role and w.subdomain = p_workspace
$$;
select is(pg_temp.faults('USER', 'acme', '{}'), '{}', 'one that says nothing');
select is(pg_temp.faults('USER', 'acme', '{"canUpdateObjectRecords": false, "canDestroyObjectRecords": true}'), '{}', 'less and more than the role''s flags');
select is(pg_temp.faults('USER', 'acme', '{"canReadObjectRecords": false, "canCreateObjectRecords": false, "canUpdateObjectRecords": false,
  "canSoftDeleteObjectRecords": false}'), '{}', 'nothing at all');
select is(pg_temp.faults('USER', 'acme', '{"canReadObjectRecords": false}'), '{"MC505 role \"USER\" would write records of object \"company\" that it may not read"}',
  'what is left null, the flag says');
select is(pg_temp.faults('ADMIN', 'acme', '{"canDestroyObjectRecords": false}'), '{"MC502 standard role \"ADMIN\" keeps its rights"}', 'ADMIN''s');
select is(pg_temp.faults('USER', 'bolt', '{}'), '{"MC301 the permission is of no role"}', 'of another workspace''s role');
select is(pg_temp.faults('USER', 'acme', '{"objectMetadataId": "00000000-0000-0000-0000-0000000000f1"}'), '{"MC301 the permission is on no object"}', 'on no object');
select is(pg_temp.faults('USER', 'acme', '{"workspaceId": "00000000-0000-0000-0000-00000000000b"}'),
  '{"MC301 the permission is of no role","MC301 the permission is on no object"}', 'every fault; both are another workspace''s');
