-- Objects are compiled for everyone but the compiler, and do not change (yet).
select plan(9);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');

select triggers_are('core', 'objectMetadata',
  array['1_before_insert', '2_after_insert', '3_set_updated_at', '4_forbid_change', '5_identifier_fields']);

insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural")
values ('00000000-0000-0000-0000-00000000000a', 'book', 'books');
select has_table('workspace_a', 'book', 'an INSERT is compiled');

set local role compiler;
insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural", "updatedAt")
values ('00000000-0000-0000-0000-00000000000a', 'ours', 'oursToo', 'Ours', 'Ours', '2000-01-01');
reset role;
select hasnt_table('workspace_a', 'ours', 'the compiler''s own is not');
select is((select "isCustom" from core."objectMetadata" where "nameSingular" = 'ours'), false, 'nor completed');

set local role compiler;
update core."objectMetadata" set description = 'Ours' where "nameSingular" = 'ours';
reset role;
select is((select "updatedAt" from core."objectMetadata" where "nameSingular" = 'ours'), now(),
  'an update of the compiler carries its time');

select throws_ok($$ update core."objectMetadata" set "labelSingular" = 'Tome' where "nameSingular" = 'book' $$,
  'MC501', 'update of core."objectMetadata" is not possible', 'UPDATE');
select throws_ok($$ delete from core."objectMetadata" where "nameSingular" = 'book' $$,
  'MC501', 'delete of core."objectMetadata" is not possible', 'DELETE');
set constraints all immediate;  -- else TRUNCATE fails on pending events
select throws_ok('truncate core."objectMetadata" cascade',
  'MC501', 'truncate of core."objectMetadata" is not possible', 'TRUNCATE');
select throws_ok($$ merge into core."objectMetadata" o using (values ('book')) v (name) on o."nameSingular" = v.name
  when matched then delete $$,
  'MC501', 'delete of core."objectMetadata" is not possible', 'MERGE');
