-- An index as a blueprint has it.
select plan(2);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."indexMetadata" (id, "workspaceId", "objectMetadataId", fields, "isUnique", "where")
select i.id, '00000000-0000-0000-0000-00000000000a', o.id, i.fields, i.is_unique, i.predicate
from core."objectMetadata" o, (values
  ('00000000-0000-0000-0000-0000000000e1'::uuid, '{companyId,firstName,createdAt}'::text[], true, 'deletedAt is null'),
  ('00000000-0000-0000-0000-0000000000e2', '{lastName}', false, null)) i (id, fields, is_unique, predicate)
where o."nameSingular" = 'person';

select is(compiler.blueprint_index(i), '{"fields": ["companyId", "firstName", "createdAt"], "isUnique": true, "where": "deletedAt IS NULL",
  "indexType": "BTREE"}'::jsonb, 'columns by name, in order') from core."indexMetadata" i where id = '00000000-0000-0000-0000-0000000000e1';
select is(compiler.blueprint_index(i), compiler.full_index('{"fields": ["lastName"]}'), 'in the form of full_index()')
from core."indexMetadata" i where id = '00000000-0000-0000-0000-0000000000e2';
