-- Relations, new and deleted, are compiled for everyone but the compiler.
select plan(5);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');

select triggers_are('core', 'relationMetadata',
  array['0_lock', '1_before_insert', '1_before_delete', '2_after_insert', '2_after_delete', '3_set_updated_at', '4_forbid_change']);

-- The standard objects' relations are the compiler's own rows: were its triggers to fire, they would refuse them.
select isnt_empty($$ select from core."relationMetadata" r join compiler.compiled c on c.id = r.id $$,
  'the compiler''s own relations are compiled by whoever writes them');

select throws_ok($$ update core."relationMetadata" set "relationType" = 'ONE_TO_ONE' $$,
  'MC501', 'update of core."relationMetadata" is not possible', 'UPDATE');
select throws_like('delete from core."relationMetadata"',
  'standard field "company" cannot be deleted%', 'a DELETE is one of both fields');
set constraints all immediate;  -- else TRUNCATE fails on pending events
select throws_ok('truncate core."relationMetadata" cascade',
  'MC501', 'truncate of core."relationMetadata" is not possible', 'TRUNCATE');
