select plan(28);

-- Which family emits what.
select is(
  (compiler.emit_operation(operation, 'workspace_test')).sql, (emitted).sql, format('%s is emitted by its family', (operation).type))
from (
  select operation, case (operation).type
    when 'CREATE_WORKSPACE' then compiler.emit_schema(operation)
    when 'CREATE_ROLE' then compiler.emit_role(operation, 'workspace_test')
    when 'CREATE_OBJECT' then compiler.emit_table(operation, 'workspace_test')
    when 'CREATE_FIELD' then compiler.emit_column(operation, 'workspace_test')
    when 'CREATE_INDEX' then compiler.emit_index(operation, 'workspace_test')
    when 'CREATE_RELATION' then compiler.emit_foreign_key(operation, 'workspace_test')
  end as emitted
  from unnest('{CREATE_WORKSPACE,CREATE_ROLE,CREATE_OBJECT,CREATE_FIELD,CREATE_INDEX,CREATE_RELATION}'::text[]) type,
    jsonb_populate_record(null::compiler.operation, jsonb_build_object('type', type) || '{
      "table_name": "order", "name": "status", "data_type": "btree", "columns": ["status"], "target_table": "company",
      "is_nullable": true, "on_delete": "cascade", "grants": [],
      "object_id": "00000000-0000-4000-8000-000000000003", "field_id": "00000000-0000-4000-8000-000000000002"}') operation
) t;
select throws_ok(
  format($$ select compiler.emit_operation(jsonb_populate_record(null::compiler.operation, %L), 's') $$, operation), 'MC901',
  format('operation "%s" gives no statement', coalesce(operation::jsonb ->> 'type', '<NULL>')), description)
from (values
  ('{"type": "DROP_OBJECT"}', 'an operation that no family emits is a mistake of ours'),
  ('{"type": null}', 'so is one without type'),
  ('{"type": "CREATE_RELATION", "table_name": "a", "target_table": "b", "name": "c", "on_delete": "cascade; drop schema core",
     "field_id": "00000000-0000-4000-8000-000000000002"}', 'and a foreign key with words of its own')
) t (operation, description);

-- The rules that all emitted DDL keeps (schema-based sharding, renames, quoting), read from the log of a workspace that
-- has every type of field, and from the catalog.
insert into core.workspace (id, "displayName") values ('00000000-0000-4000-8000-000000000001', 'Rules');
set local app.current_workspace_id = '00000000-0000-4000-8000-000000000001';
create temp table object (id uuid);
with o as (insert into core."objectMetadata" ("nameSingular", "namePlural") values ('order', 'orders') returning id)
insert into object select id from o;
insert into core."fieldMetadata" ("objectMetadataId", name, type, settings, "defaultValue", "isUnique", "isNullable", description)
select id, replace(lower(type), '_', '') || 'Field', type, case
    when type in ('SELECT', 'MULTI_SELECT') then '{"options": [{"value": "it''s; -- $$", "label": "x"}]}'
    when type = 'NUMBER' then '{"min": 0, "max": 9}'
    when type = 'RELATION' then jsonb_build_object('relationType', 'MANY_TO_ONE', 'relationTargetObjectId',
      (select c.id from core."objectMetadata" c where c."workspaceId" = '00000000-0000-4000-8000-000000000001' and c."nameSingular" = 'company'))
  end, case type when 'NUMBER' then '5'::jsonb end, type = 'EMAIL', type <> 'NUMBER', E'it''s; -- $$\n@omit'
from object, unnest('{TEXT,NUMBER,BOOLEAN,DATE,DATE_TIME,SELECT,MULTI_SELECT,RELATION,EMAIL,PHONE,URL,RATING,CURRENCY}'::text[]) type;
insert into core."fieldMetadata" ("objectMetadataId", name, type, settings)
select id, 'late', 'NUMBER', '{"min": 0}' from object;
create temp table logged as
select e ->> 'type' as type, e ->> 'sql' as sql, w."schemaName" as schema_name
from core."workspaceMigration" m join core.workspace w on w.id = m."workspaceId", jsonb_array_elements(m.migrations) e
where m."workspaceId" = '00000000-0000-4000-8000-000000000001';

select set_eq(
  'select distinct type from logged', '{CREATE_WORKSPACE,CREATE_ROLE,CREATE_OBJECT,CREATE_FIELD,CREATE_INDEX,CREATE_RELATION}'::text[],
  'the log has every type of statement');
select set_eq(
  $$ select distinct contype::text from pg_constraint c join logged l on l.schema_name = c.connamespace::regnamespace::text
     where contype <> 'n' $$, '{p,f,c}'::text[], 'and the schema keys and checks');
select is_empty(format('select sql from logged where sql ~* %L', pattern), description)
from (values
  ('force row level security', 'row-level security is never forced'),
  ('\mrestrictive\M', 'no policy is restrictive'),
  ('using \((?!true\))', 'a policy has no expression but the constant true'),
  ('\m(identity|serial|bigserial|nextval|create sequence)\M', 'no identity, no sequence'),
  ('\m(inherits|create table .* as select|rename constraint)\M', 'no inheritance, no CREATE TABLE AS, no RENAME CONSTRAINT'),
  ('\mgrant all\M', 'rights are listed'),
  ('\mdeferrable\M', 'no constraint is deferrable'),
  ('\m(if not exists|if exists|cascade;)\M', 'nothing is left to chance'),
  ('add constraint [^;]*, add', 'one ADD CONSTRAINT is alone in its ALTER TABLE'),
  ('set_config|search_path', 'no statement depends on a setting')
) t (pattern, description);
select is_empty(
  $$ select sql from logged
     where type in ('CREATE_OBJECT', 'CREATE_FIELD', 'CREATE_INDEX', 'CREATE_RELATION')
       and sql !~ ('^(create table|alter table|create (unique )?index "IDX_[a-zA-Z]+(_[a-zA-Z]+)+" on) ' || schema_name || '\.') $$,
  'every table is named with its schema');
select is_empty(
  $$ select l.sql from logged l, regexp_matches(l.sql, 'references (\S+) ', 'g') r where r[1] not like l.schema_name || '.%' $$,
  'and so is every target');
select is_empty(
  $$ select conname, contype from pg_constraint c join pg_namespace n on n.oid = c.connamespace join logged l on l.schema_name = n.nspname
     where contype in ('p', 'f', 'c', 'u') and conname !~ '^(pk|fk|check)_[0-9a-f]{32}$' $$,
  'constraints are named after ids');
select is_empty(
  $$ select polname from pg_policy p join pg_class c on c.oid = p.polrelid join logged l on l.schema_name = c.relnamespace::regnamespace::text
     where polname !~ '^workspace_roles_[0-9a-f]{32}$' or not polpermissive or pg_get_expr(polqual, polrelid) <> 'true' $$,
  'so are policies, which are permissive and true');
select is_empty(
  $$ select relname from pg_class c join logged l on l.schema_name = c.relnamespace::regnamespace::text
     where relkind = 'r' and (not relrowsecurity or relforcerowsecurity) or relkind in ('S', 'v', 'm', 'p') $$,
  'every table has row-level security, not forced; there is nothing but tables and their indexes');
select is_empty(
  $$ select attname from pg_attribute a join pg_class c on c.oid = a.attrelid join logged l on l.schema_name = c.relnamespace::regnamespace::text
     where attidentity <> '' or attgenerated <> '' $$, 'no column is an identity or generated');
select is_empty(
  $$ select conname from pg_constraint c join logged l on l.schema_name = c.connamespace::regnamespace::text
     where contype = 'f' and split_part(confrelid::regclass::text, '.', 1) <> l.schema_name $$,
  'no foreign key leaves the schema');
