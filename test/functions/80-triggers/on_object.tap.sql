-- Objects, new, changed and deleted, are compiled for everyone but the compiler.
select plan(9);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');

select triggers_are('core', 'objectMetadata',
  array['0_lock', '1_before_insert', '1_before_update', '1_before_delete', '2_after_insert', '2_after_update',
    '2_after_delete', '3_set_updated_at', '4_forbid_change', '5_identifier_fields']);

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

update core."objectMetadata" set "nameSingular" = 'tome' where "nameSingular" = 'book';
select has_table('workspace_a', 'tome', 'an UPDATE is compiled');
set constraints all immediate;  -- else TRUNCATE fails on pending events
select throws_ok('truncate core."objectMetadata" cascade',
  'MC501', 'truncate of core."objectMetadata" is not possible', 'TRUNCATE');
merge into core."objectMetadata" o using (values ('tome', 'scroll')) v (name, other) on o."nameSingular" = v.name
  when matched then update set "nameSingular" = v.other;
select has_table('workspace_a', 'scroll', 'so is a MERGE');
delete from core."objectMetadata" where "nameSingular" = 'scroll';
select hasnt_table('workspace_a', 'scroll', 'and a DELETE');
