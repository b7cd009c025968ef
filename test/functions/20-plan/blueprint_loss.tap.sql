-- Whether a change of a field costs values.
select plan(6);

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into workspace_a.company (id, name, "domainName") values
  ('00000000-0000-0000-0000-0000000000d1', 'A', 'a.de'), (gen_random_uuid(), 'B', 'b.de'), (gen_random_uuid(), 'C', null);
insert into workspace_a.person ("firstName", "companyId", "deletedAt") values ('P', '00000000-0000-0000-0000-0000000000d1', now());
create function pg_temp.field(p_object text, p_field text) returns core."fieldMetadata" language sql as $$
  select f from core."fieldMetadata" f join core."objectMetadata" o on o.id = f."objectMetadataId"
  where o."nameSingular" = p_object and f.name = p_field
$$;

select is(compiler.blueprint_loss(pg_temp.field('company', 'domainName')), jsonb_build_array(jsonb_build_object('step', 'LOSE', 'row',
  jsonb_build_object('id', (pg_temp.field('company', 'domainName')).id, 'subject', 'company.domainName',
    'reason', '2 records have a value'))), 'how many records have a value');
select is(compiler.blueprint_loss(pg_temp.field('company', 'address')), '[]', 'none');
select is(compiler.blueprint_loss(pg_temp.field('person', 'company')) -> 0 -> 'row' ->> 'reason', '1 record has a value',
  'records in the trash count');
select is(compiler.blueprint_loss(pg_temp.field('company', 'people')), compiler.blueprint_loss(pg_temp.field('person', 'company')),
  'a list is named by the field that has the column');
select is(compiler.blueprint_loss(pg_temp.field('company', 'domainName'), '%1$s = ''a.de''', '{goes,go}') -> 0 -> 'row' ->> 'reason', '1 goes',
  'a condition and a reason of its own');
select is(compiler.blueprint_loss(pg_temp.field('company', 'domainName'), '%1$s = ''100%%'''), '[]', 'with a per cent sign');
