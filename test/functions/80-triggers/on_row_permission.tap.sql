-- Permissions, new, changed and deleted, are looked at for everyone but the compiler.
select plan(2);

select triggers_are('core', 'rowPermission', array['0_lock', '1_before_change', '1_before_delete', '2_after_insert', '2_after_update', '2_after_delete',
  '3_set_updated_at', '4_forbid_change']);
select throws_ok('truncate core."rowPermission"', 'MC501', 'truncate of core."rowPermission" is not possible', 'TRUNCATE');
