-- Roles and permissions in a blueprint: from one workspace to another and back, changed and removed.
select plan(14);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
create temp table source (blueprint jsonb) on commit drop;
insert into source values ('{
  "objects": [
    {"nameSingular": "shop", "namePlural": "shops", "fields": [{"name": "name", "type": "TEXT"}]},
    {"nameSingular": "sale", "namePlural": "sales", "fields": [
      {"name": "title", "type": "TEXT", "settings": {"permissions": {"Clerk": ["READ"]}}},
      {"name": "cost", "type": "NUMBER", "settings": {"accessLevel": "Clerk"}},
      {"name": "state", "type": "SELECT", "settings": {"options": [{"value": "OPEN", "label": "Open"}]}},
      {"name": "shop", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "shop", "onDelete": "CASCADE"}},
      {"name": "owner", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "workspaceMember"}}]}],
  "roles": [
    {"name": "Clerk", "canUpdateAllObjectRecords": false, "canSoftDeleteAllObjectRecords": false,
     "objectPermissions": [
       {"object": "sale", "canCreateObjectRecords": true, "canUpdateObjectRecords": true, "canDestroyObjectRecords": true},
       {"object": "shop", "canDestroyObjectRecords": true}],
     "fieldPermissions": [{"field": "sale.shop", "canUpdateFieldValue": false}, {"field": "sale.title", "canReadFieldValue": true}]},
    {"name": "USER",
     "fieldPermissions": [{"field": "sale.cost"}],
     "rowPermissions": [{"object": "sale", "readFilter": {"or": [{"ownerId": {"eq": "$currentWorkspaceMember"}}, {"state": {"in": ["OPEN"]}}]},
       "softDeleteFilter": {"state": {"is": "NULL"}}}]}]}');
-- By whom the API lets it.
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
grant select on source to core_settings;
set local role core_settings;
select cmp_ok(core.apply_blueprint('00000000-0000-0000-0000-00000000000a', blueprint), '>', 0, 'it is applied') from source;
select is((select jsonb_agg(r.role) from jsonb_array_elements(core.export_blueprint('00000000-0000-0000-0000-00000000000a') -> 'roles') r (role)
  where r.role ->> 'name' in ('Clerk', 'USER')), blueprint -> 'roles', 'and told by the same text, without what the settings say') from source;
select is(core.apply_blueprint('00000000-0000-0000-0000-00000000000a', blueprint), 0, 'applied again, nothing is left to do') from source;
reset role;
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted');

update source set blueprint = core.export_blueprint('00000000-0000-0000-0000-00000000000a');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000b';
set local role core_settings;
select core.apply_blueprint('00000000-0000-0000-0000-00000000000b', blueprint) from source;
select is(core.export_blueprint('00000000-0000-0000-0000-00000000000b')::text, blueprint::text, 'another workspace becomes the same') from source;
reset role;
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000b') $$, 'nothing has drifted there');
select is((select jsonb_agg(compiler.permission_values(to_jsonb(p)) order by f.name) from core."fieldPermission" p
    join core."fieldMetadata" f on f.id = p."fieldMetadataId" join core.role r on r.id = p."roleId"
    where r.name = 'Clerk' and p."workspaceId" = '00000000-0000-0000-0000-00000000000b'),
  '[{"canReadFieldValue": true, "canUpdateFieldValue": true}, {"canUpdateFieldValue": false}, {"canReadFieldValue": true}]', 'by the same rows');

-- Changed and removed, with the roles' flags and a field that a filter names.
create function pg_temp.changed() returns jsonb language sql as $$
  select '{"objects": [
      {"nameSingular": "shop", "namePlural": "shops", "fields": [{"name": "name", "type": "TEXT"}]},
      {"nameSingular": "sale", "namePlural": "sales", "fields": [
        {"name": "title", "type": "TEXT"}, {"name": "cost", "type": "NUMBER", "settings": {"accessLevel": "Clerk"}},
        {"name": "shop", "type": "RELATION", "settings": {"relationType": "MANY_TO_ONE", "relationTargetObject": "shop", "onDelete": "CASCADE"}}]}],
    "roles": [
      {"name": "Clerk", "canReadAllObjectRecords": false, "canUpdateAllObjectRecords": false, "canSoftDeleteAllObjectRecords": false,
       "objectPermissions": [{"object": "sale", "canReadObjectRecords": true}]},
      {"name": "USER", "rowPermissions": [{"object": "sale", "readFilter": {"title": {"startsWith": "a"}}}]}]}'::jsonb $$;
set local role core_settings;
select isnt_empty($$ select * from core.plan_blueprint('00000000-0000-0000-0000-00000000000b', pg_temp.changed()) where not destructive $$,
  'a plan says it, and that nothing is lost by rights');
select is(core.export_blueprint('00000000-0000-0000-0000-00000000000b')::text, blueprint::text, 'and changes nothing') from source;
select core.apply_blueprint('00000000-0000-0000-0000-00000000000b', pg_temp.changed());
select is((select jsonb_agg(r.role) from jsonb_array_elements(core.export_blueprint('00000000-0000-0000-0000-00000000000b') -> 'roles') r (role)
  where r.role ->> 'name' in ('Clerk', 'USER')), pg_temp.changed() -> 'roles', 'it is what the blueprint says');
select throws_ok($$ select core.apply_blueprint('00000000-0000-0000-0000-00000000000b',
    '{"objects": [], "roles": [{"name": "USER", "objectPermissions": [{"object": "nothing"}]}]}') $$,
  'MC702', 'the blueprint is not valid at roles[0].objectPermissions[0].object', 'a permission on nothing');
select throws_ok($$ select core.apply_blueprint('00000000-0000-0000-0000-00000000000b', '{"objects": [], "roles": [
    {"name": "ADMIN", "rowPermissions": [{"object": "note", "readFilter": {"title": {"eq": "x"}}}]}]}') $$, 'MC502', null, 'administrators keep their rights');
reset role;
select is(core.apply_blueprint('00000000-0000-0000-0000-00000000000b', pg_temp.changed()), 0, 'nothing changed by these');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000b') $$, 'nothing has drifted');
