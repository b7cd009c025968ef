-- What becomes of the records of removed options is said once.
select plan(3);

create function pg_temp.id(p_end text) returns uuid immutable language sql return ('00000000-0000-0000-0000-0000000000' || p_end)::uuid;
insert into core.workspace (id, "displayName", subdomain) values (pg_temp.id('0a'), 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural") values (pg_temp.id('b1'), pg_temp.id('0a'), 'book', 'books');
insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings) values
  (pg_temp.id('c1'), pg_temp.id('b1'), 'kind', 'SELECT', '{"options": [{"value": "a", "label": "A"}]}'),
  (pg_temp.id('c2'), pg_temp.id('b1'), 'shape', 'SELECT', '{"options": [{"value": "a", "label": "A"}]}'),
  (pg_temp.id('c3'), pg_temp.id('b1'), 'title', 'TEXT', null);

set local role compiler;
update core."fieldMetadata" set settings = settings || '{"replacements": {}}' where type = 'SELECT' and "objectMetadataId" = pg_temp.id('b1');
select compiler.forget_replacements(row('{}', array(
  select row(f, case f.name when 'shape' then null else f end)::compiler.field_change from core."fieldMetadata" f
  where f."objectMetadataId" = pg_temp.id('b1') order by f.ordinal))::compiler.changes);
reset role;
select is((select settings ? 'replacements' from core."fieldMetadata" where id = pg_temp.id('c1')), false, 'used up');
select is((select settings ? 'replacements' from core."fieldMetadata" where id = pg_temp.id('c2')), true, 'a deleted field has none to lose');
select is((select settings from core."fieldMetadata" where id = pg_temp.id('c3')), null, 'nor one without settings');
