-- The standard objects are the guide's, and pass the validation that they are spared at every provision.
select plan(6);

select results_eq(
  $$ select o ->> 'nameSingular', o ->> 'namePlural' from jsonb_array_elements(compiler.standard_blueprint() -> 'objects') o order by 1 $$,
  $$ values ('company', 'companies'), ('note', 'notes'), ('opportunity', 'opportunities'), ('person', 'people'), ('task', 'tasks'),
    ('workspaceMember', 'workspaceMembers') $$, 'the objects');

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
select results_eq(
  $$ select f.name::text, compiler.column_type(f.type, f.settings), f."isNullable" from core."fieldMetadata" f
     join core."objectMetadata" o on o.id = f."objectMetadataId" where o."nameSingular" = 'company' and f.type <> 'RELATION' order by f.ordinal $$,
  $$ values ('name', 'varchar', false), ('domainName', 'varchar', true), ('address', 'varchar', true), ('employees', 'integer', true),
    ('email', 'varchar', true) $$, 'company as the guide prints it, and an e-mail address');
select results_eq(
  $$ select numeric_precision::int, numeric_scale::int from information_schema.columns
     where table_schema = 'workspace_a' and table_name = 'opportunity' and column_name = 'amount' and data_type = 'numeric' $$,
  $$ values (12, 2) $$, 'an opportunity''s amount is numeric(12,2)');
select set_eq(
  $$ select r.conrelid::regclass::text, a.attname::text, r.confrelid::regclass::text from pg_constraint r
     join pg_attribute a on a.attrelid = r.conrelid and a.attnum = r.conkey[1] where r.contype = 'f' and r.connamespace = 'workspace_a'::regnamespace $$,
  $$ values ('workspace_a.person', 'companyId', 'workspace_a.company'),
    ('workspace_a.opportunity', 'companyId', 'workspace_a.company'),
    ('workspace_a.opportunity', 'pointOfContactId', 'workspace_a.person'),
    ('workspace_a.task', 'assigneeId', 'workspace_a."workspaceMember"') $$, 'the relations');

-- The same blueprint in a workspace that has none of it, as a customer's would be: written, not compiled, then validated.
set local role compiler;
insert into core.workspace (id, "displayName", "schemaName") values ('00000000-0000-0000-0000-00000000000b', 'Bolt', 'workspace_b');
select compiler.insert_blueprint('00000000-0000-0000-0000-00000000000b', compiler.standard_blueprint());
reset role;
create temp table pending on commit drop as
select compiler.read_pending('00000000-0000-0000-0000-00000000000b',
  (select array_agg(id) from core."objectMetadata" where "workspaceId" = '00000000-0000-0000-0000-00000000000b')) as pending;
select lives_ok($$ select compiler.validate_pending('00000000-0000-0000-0000-00000000000b', 'workspace_b', pending) from pending $$,
  'it has no fault');
select lives_ok($$ select compiler.raise_faults(compiler.validate_field_names(pending)) from pending $$, 'nor have its names');
