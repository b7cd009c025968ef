-- Roles that a client writes are compiled.
select plan(9);

insert into core.workspace (id, "displayName", subdomain) values
  ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme'), ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'bolt');
insert into core.role (id, "workspaceId", name) values
  ('00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-00000000000a', 'Sales'),
  ('00000000-0000-0000-0000-0000000000d2', '00000000-0000-0000-0000-00000000000b', 'Sales'),
  ('00000000-0000-0000-0000-0000000000d3', '00000000-0000-0000-0000-00000000000a', 'Reader');
select has_role('role_000000000000000000000000000000d3', 'each is made');
select table_privs_are('workspace_b', 'company', 'role_000000000000000000000000000000d1', '{}', 'with no right in another workspace');
select results_eq($$ select "metadataVersion" from core.workspace order by id $$, $$ values (2::bigint), (2) $$, 'one row of history for each workspace');

update core.role set "canReadAllObjectRecords" = true, "canUpdateAllObjectRecords" = false, "canSoftDeleteAllObjectRecords" = false where name = 'Reader';
select table_privs_are('workspace_a', 'company', 'role_000000000000000000000000000000d3', '{SELECT}', 'flags are rights');
-- One statement: a column that is renamed, where rights are by column, and a role that gets them.
update core."fieldMetadata" set "isActive" = false where name = 'employees' and "workspaceId" = '00000000-0000-0000-0000-00000000000a';
with f as (
  insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type)
  select o."workspaceId", o.id, 'rank', 'NUMBER' from core."objectMetadata" o
  where o."nameSingular" = 'company' and o."workspaceId" = '00000000-0000-0000-0000-00000000000a'
), o as (
  insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural") values ('00000000-0000-0000-0000-00000000000a', 'book', 'books')
), r as (
  insert into core.role (id, "workspaceId", name) values
    ('00000000-0000-0000-0000-0000000000d4', '00000000-0000-0000-0000-00000000000a', 'Writer')
)
delete from core.role where name = 'Reader';
select column_privs_are('workspace_a', 'company', 'rank', 'role_000000000000000000000000000000d4', '{SELECT,INSERT,UPDATE}', 'with what else the statement changes');
select table_privs_are('workspace_a', 'book', 'role_000000000000000000000000000000d4', '{SELECT,INSERT,UPDATE}', 'on new tables, too');
select hasnt_role('role_000000000000000000000000000000d3', 'one that goes');
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nothing has drifted');
delete from core."objectMetadata" where "nameSingular" = 'book';
delete from core.role where name = 'Writer';
select is_empty($$ select * from core.drift('00000000-0000-0000-0000-00000000000a') $$, 'nor where a hidden table knew it');
