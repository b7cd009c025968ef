-- Planned operations are emitted, run and logged, all of them or none.
select plan(6);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
-- As its callers run it: as the owner.
create function pg_temp.execute(p_operations jsonb, p_is_custom boolean default true) returns void language sql security definer as $$
  select compiler.execute_operations('00000000-0000-0000-0000-00000000000a', 'workspace_a',
    array(select jsonb_populate_record(null::compiler.operation, o) from jsonb_array_elements(p_operations) o),
    (select array_agg(id) from core."objectMetadata" where "nameSingular" = 'company'), p_is_custom)
$$;
alter function pg_temp.execute owner to compiler;

delete from compiler.compiled c using core."objectMetadata" o where o.id = c.id and o."nameSingular" = 'company';
select pg_temp.execute('[
  {"type": "CREATE_FIELD", "table_name": "company", "name": "color", "data_type": "varchar", "is_nullable": true,
   "field_id": "00000000-0000-0000-0000-0000000000c1"},
  {"type": "CREATE_INDEX", "table_name": "company", "name": "IDX_company_color", "data_type": "btree", "columns": ["color"]}]');
select has_column('workspace_a', 'company', 'color', 'the first operation has run');
select has_index('workspace_a', 'company', 'IDX_company_color', 'color', 'and the second');
select results_eq(
  $$ select version, "isCustom", migrations #>> '{0,type}', migrations #>> '{1,type}', jsonb_array_length(migrations)
     from core."workspaceMigration" where version > 1 $$,
  $$ values (2::bigint, true, 'CREATE_FIELD', 'CREATE_INDEX', 2) $$, 'one row of history holds both');
select is((select c.workspace_id from compiler.compiled c join core."objectMetadata" o using (id) where o."nameSingular" = 'company'),
  '00000000-0000-0000-0000-00000000000a'::uuid, 'the rows are compiled');

select throws_ok($$ select pg_temp.execute('[
  {"type": "CREATE_FIELD", "table_name": "company", "name": "size", "data_type": "varchar", "is_nullable": true},
  {"type": "CREATE_DRAGON"}]') $$, 'MC901', 'operation "CREATE_DRAGON" gives no statement', 'an operation that nothing emits');
select hasnt_column('workspace_a', 'company', 'size', 'runs nothing of what came before it');
