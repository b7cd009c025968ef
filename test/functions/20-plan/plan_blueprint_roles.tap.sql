-- What a blueprint changes of roles.
select plan(4);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
create function pg_temp.plan(p_roles text) returns jsonb language sql as $$
  select compiler.plan_blueprint_roles('00000000-0000-0000-0000-00000000000a', jsonb_build_object('roles', p_roles::jsonb))
$$;
select is(compiler.plan_blueprint_roles('00000000-0000-0000-0000-00000000000a', '{"objects": []}'), '[]', 'none is listed: all stay');
select is(pg_temp.plan('[{"name": "ADMIN"}, {"name": "USER", "canDestroyAllObjectRecords": false}]'), '[]', 'as they are');
select is(pg_temp.plan('[{"name": "Sales", "canUpdateAllSettings": true}]') -> 0, '{"step": "CREATE_ROLE", "row": {"id": null, "name": "Sales", "description": null,
  "canUpdateAllSettings": true, "canReadAllObjectRecords": true, "canUpdateAllObjectRecords": true, "canSoftDeleteAllObjectRecords": true,
  "canDestroyAllObjectRecords": false}}'::jsonb, 'a new one, with everything said');
select is((select array[s ->> 'step', s -> 'row' ->> 'id', s -> 'row' ->> 'description'] from jsonb_array_elements(pg_temp.plan('[{"name": "USER", "description": "Works here."}]')) s),
  (select array['UPDATE_ROLE', r.id::text, 'Works here.'] from core.role r where r.name = 'USER'), 'one that differs, by its id');
