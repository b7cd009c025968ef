-- What new members would have no value for.
select plan(13);

create function pg_temp.faults_of(p_table text, p_field jsonb) returns compiler.fault[] language sql as $$
  select compiler.validate_member_field(p_table, jsonb_populate_record(null::core."fieldMetadata",
    '{"name": "badge", "type": "TEXT", "isNullable": false, "isActive": true}' || p_field))
$$;

select is(pg_temp.faults_of(table_name, field::jsonb), '{}', 'taken: ' || description)
from (values
  ('workspaceMember', '{"isNullable": true}', 'a nullable field'),
  ('workspaceMember', '{"defaultValue": "none"}', 'one with a default'),
  ('workspaceMember', '{"defaultValue": false}', 'a default that is false'),
  ('workspaceMember', '{"isActive": false}', 'one that is switched off, and asks for nothing'),
  ('person', '{}', 'one of another object')
) t (table_name, field, description);

select is(pg_temp.faults_of('workspaceMember', field::jsonb), array[row('MC206',
  'field "badge" of object "workspaceMember" cannot be not null',
  'A new member gets a record with what is known of the user: firstName, lastName and email, where there is one.',
  hint)::compiler.fault], 'refused: ' || field)
from (values
  ('{}', 'Give a defaultValue, or make the field nullable.'),
  ('{"defaultValue": null}', 'Give a defaultValue, or make the field nullable.'),
  ('{"type": "RELATION"}', 'Make the field nullable.')
) t (field, hint);

-- Declared, changed, and what it is for: members come.
insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
set local app.current_workspace_id = '00000000-0000-0000-0000-00000000000a';
create function pg_temp.member_object() returns uuid language sql as $$
  select id from core."objectMetadata" where "nameSingular" = 'workspaceMember' $$;
select throws_ok($$ insert into core."fieldMetadata" ("objectMetadataId", name, type, "isNullable")
  values (pg_temp.member_object(), 'badge', 'TEXT', false) $$, 'MC206', null, 'declared');
select lives_ok($$ insert into core."fieldMetadata" ("objectMetadataId", name, type, "isNullable", "defaultValue")
  values (pg_temp.member_object(), 'badge', 'TEXT', false, '"none"') $$, 'declared with a default');
select throws_ok($$ update core."fieldMetadata" set "defaultValue" = null where name = 'badge' $$, 'MC206', null, 'the default goes');
select throws_ok($$ update core."fieldMetadata" set "isNullable" = false
  where "objectMetadataId" = pg_temp.member_object() and name = 'email' $$, 'MC206', null, 'a field that was there');
insert into core."user" (id, email) values ('00000000-0000-0000-0000-0000000000e1', 'no address');
select lives_ok($$ insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
  select '00000000-0000-0000-0000-0000000000e1', r."workspaceId", r.id from core.role r where r.name = 'USER' $$, 'and members come');
