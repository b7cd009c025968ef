-- The fields of one INSERT are compiled together, for each workspace they belong to.
select plan(6);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'),
  ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');

insert into core."fieldMetadata" ("objectMetadataId", name, type)
select o.id, f.name, f.type
from core."objectMetadata" o, (values ('color', 'TEXT'), ('weight', 'NUMBER')) f (name, type)
where o."nameSingular" = 'company';

select columns_are('workspace_a', 'company', array['id', 'createdAt', 'updatedAt', 'deletedAt', 'position',
  'name', 'domainName', 'address', 'employees', 'email', 'color', 'weight'], 'the first workspace has both columns');
select columns_are('workspace_b', 'company', array['id', 'createdAt', 'updatedAt', 'deletedAt', 'position',
  'name', 'domainName', 'address', 'employees', 'email', 'color', 'weight'], 'and so has the second');
select results_eq(
  $$ select w.subdomain::text, count(*) from core."workspaceMigration" m join core.workspace w on w.id = m."workspaceId"
     where m."isCustom" group by 1 order by 1 $$,
  $$ values ('acme', 1::bigint), ('bolt', 1) $$, 'one row of history for each workspace, not for each field');
select is(
  (select count(*) from core."fieldMetadata" f where not exists (select from compiler.compiled c where c.id = f.id)),
  0::bigint, 'every field is marked as compiled');

select lives_ok($$
  insert into core."fieldMetadata" ("objectMetadataId", name, type)
  select id, 'size', 'TEXT' from core."objectMetadata" where false
$$, 'an INSERT of no rows is no change');
select throws_ok($$
  insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type)
  select '00000000-0000-0000-0000-00000000000a', id, 'size', 'TEXT' from core."objectMetadata"
  where "nameSingular" = 'company' and "workspaceId" = '00000000-0000-0000-0000-00000000000b'
$$, 'MC401', 'field "size" belongs to no object', 'an object of another workspace is none of this one');
