-- Permissions, new, changed and deleted, are looked at for everyone but the compiler.
select plan(3);

select triggers_are('core', 'rowPermission', array['0_lock', '1_before_change', '1_before_delete', '2_after_insert', '2_after_update', '2_after_delete',
  '3_set_updated_at', '4_forbid_change']);
select throws_ok('truncate core."rowPermission"', 'MC501', 'truncate of core."rowPermission" is not possible', 'TRUNCATE');

insert into core.workspace (id, "displayName", subdomain) values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
select throws_ok($$ insert into core."rowPermission" (id, "roleId", "objectMetadataId")
  select o.id, r.id, o.id from core.role r, core."objectMetadata" o where r.name = 'USER' and o."nameSingular" = 'company' $$,
  'MC104', 'the id of a row permission is taken', 'an id that its object has');
