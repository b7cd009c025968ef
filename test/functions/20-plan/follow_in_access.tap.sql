-- Fields whose settings name a role, when that is renamed or deleted.
select plan(9);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
insert into core.role (name) values ('GUEST'), ('CLERK');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings)
select f.id::uuid, o.id, f.name, 'TEXT', f.settings::jsonb from core."objectMetadata" o, (values
  ('00000000-0000-0000-0000-0000000000c1', 'one', '{"permissions": {"GUEST": ["READ"], "CLERK": ["READ", "WRITE"]}}'),
  ('00000000-0000-0000-0000-0000000000c2', 'two', '{"accessLevel": "GUEST"}'),
  ('00000000-0000-0000-0000-0000000000c3', 'gone', '{"accessLevel": "CLERK"}')) f (id, name, settings)
where o."nameSingular" = 'note';
delete from core."fieldMetadata" where name = 'gone';
create function pg_temp.settings() returns jsonb language sql as $$
  select jsonb_object_agg(name, settings) from core."fieldMetadata" where name in ('one', 'two', 'gone') $$;

update core.role set name = 'LODGER' where name = 'GUEST';
select is(pg_temp.settings(), '{"one": {"permissions": {"LODGER": ["READ"], "CLERK": ["READ", "WRITE"]}}, "two": {"accessLevel": "LODGER"}}', 'one is renamed');
select lives_ok($$ update core."fieldMetadata" set label = 'One' where name = 'one' $$, 'the field can be changed after that');
select is((select array_agg(r.name || ' ' || p."canUpdateFieldValue" order by r.name) from core."fieldPermission" p join core.role r on r.id = p."roleId"
  where p."fieldMetadataId" = '00000000-0000-0000-0000-0000000000c1' and p."canReadFieldValue"), '{CLERK true,LODGER false}', 'with the rights that they had');
delete from core.role where name = 'CLERK';
select is(pg_temp.settings(), '{"one": {"permissions": {"LODGER": ["READ"]}}, "two": {"accessLevel": "LODGER"}}', 'one goes');
select core.restore_field('00000000-0000-0000-0000-0000000000c3');
select is(pg_temp.settings() -> 'gone', '{"permissions": {}}', 'in a deleted field, too: that is nobody''s but the administrators''');
delete from core.role where name = 'LODGER';
select is(pg_temp.settings() -> 'two', '{"permissions": {}}', 'an access level');
select lives_ok($$ update core."fieldMetadata" set settings = settings || '{"maxLength": 9}' where name in ('one', 'two', 'gone') $$, 'all can be changed');
select is(compiler.follow_in_access('00000000-0000-0000-0000-00000000000a', array(select id from core.role)), '{}', 'where no name changed, nothing');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted');
