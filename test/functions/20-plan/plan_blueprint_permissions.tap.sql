-- How permissions become what a blueprint says.
select plan(7);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."fieldMetadata" ("objectMetadataId", name, type, settings)
select id, 'price', 'NUMBER', '{"permissions": {"USER": ["READ"]}}' from core."objectMetadata" where "nameSingular" = 'note';
insert into core."objectPermission" (id, "roleId", "objectMetadataId", "canDestroyObjectRecords")
select '00000000-0000-0000-0000-0000000000d1', r.id, o.id, true from core.role r, core."objectMetadata" o where r.name = 'USER' and o."nameSingular" = 'task';
create function pg_temp.plan(p_role jsonb, p_is_last boolean) returns text[] language sql as $$
  select array(select s ->> 'step' || ' ' || coalesce((select o."nameSingular" from core."objectMetadata" o where o.id = (s -> 'row' ->> 'objectMetadataId')::uuid), '')
    || ((s -> 'row') - '{id,roleId,objectMetadataId,fieldMetadataId}'::text[])
  from jsonb_array_elements(compiler.plan_blueprint_permissions('00000000-0000-0000-0000-00000000000a',
    jsonb_build_object('roles', jsonb_build_array(p_role)), p_is_last)) s) $$;
select is(compiler.plan_blueprint_permissions('00000000-0000-0000-0000-00000000000a', '{"objects": []}', true), '[]', 'roles that are not listed keep theirs');
select is(pg_temp.plan('{"name": "USER", "objectPermissions": [{"object": "task", "canDestroyObjectRecords": true}, {"object": "note"}]}', true), '{}', 'nothing to do');
select is(pg_temp.plan('{"name": "USER"}', true), '{"DELETE_OBJECT_PERMISSION {}"}', 'one that is not listed goes');
select is(pg_temp.plan('{"name": "USER", "objectPermissions": [{"object": "task", "canReadObjectRecords": true}], "rowPermissions": [{"object": "note", "readFilter": {}}]}', false),
  '{"DELETE_OBJECT_PERMISSION {}"}', 'first, what is to be otherwise is out of the way');
select is(pg_temp.plan('{"name": "USER", "objectPermissions": [{"object": "task", "canReadObjectRecords": true}], "rowPermissions": [{"object": "note", "readFilter": {}}],
    "fieldPermissions": [{"field": "note.price", "canReadFieldValue": false, "canUpdateFieldValue": false}]}', true),
  array['WRITE_FIELD_PERMISSION note{"canReadFieldValue": false, "canUpdateFieldValue": false}', 'WRITE_OBJECT_PERMISSION task{"canReadObjectRecords": true}',
    'WRITE_ROW_PERMISSION note{"readFilter": {}}'], 'last, it comes');
select throws_ok($$ select pg_temp.plan('{"name": "USER", "objectPermissions": [{"object": "x"}], "fieldPermissions": [{"field": "note.x"}]}', true) $$,
  'MC702', null, 'on what there is not');
select is(pg_temp.plan('{"name": "USER", "objectPermissions": [{"object": "x"}, {"object": "task", "canDestroyObjectRecords": true}]}', false), '{}', 'which may still come');
