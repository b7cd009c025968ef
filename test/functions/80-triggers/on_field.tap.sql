-- Fields, new, changed and deleted, are compiled for everyone but the compiler.
select plan(9);

insert into core.workspace (id, "displayName", subdomain)
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural")
values ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'book', 'books');

select triggers_are('core', 'fieldMetadata',
  array['0_lock', '1_before_insert', '1_before_update', '1_before_delete', '2_after_insert', '2_after_update',
    '2_after_delete', '3_set_updated_at', '4_forbid_change', '5_waiting_relation']);

insert into core."fieldMetadata" ("objectMetadataId", name, type) values ('00000000-0000-0000-0000-0000000000b1', 'title', 'TEXT');
select has_column('workspace_a', 'book', 'title', 'an INSERT is compiled');

set local role compiler;
insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, label, type, "updatedAt")
values ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', 'ours', 'Ours', 'TEXT', '2000-01-01');
reset role;
select hasnt_column('workspace_a', 'book', 'ours', 'the compiler''s own is not');
select is((select "isCustom" from core."fieldMetadata" where name = 'ours'), false, 'nor completed');

set local role compiler;
update core."fieldMetadata" set description = 'Ours' where name = 'ours';
reset role;
select is((select "updatedAt" from core."fieldMetadata" where name = 'ours'), now(), 'an update of the compiler carries its time');

update core."fieldMetadata" set name = 'name' where name = 'title' and "objectMetadataId" = '00000000-0000-0000-0000-0000000000b1';
select has_column('workspace_a', 'book', 'name', 'an UPDATE is compiled');
set constraints all immediate;  -- else TRUNCATE fails on pending events
select throws_ok('truncate core."fieldMetadata" cascade',
  'MC501', 'truncate of core."fieldMetadata" is not possible', 'TRUNCATE');
insert into core."fieldMetadata" as f (id, "objectMetadataId", name, type)
select id, "objectMetadataId", 'surname', type from core."fieldMetadata" where name = 'name' and "objectMetadataId" = '00000000-0000-0000-0000-0000000000b1'
on conflict (id) do update set name = excluded.name;
select has_column('workspace_a', 'book', 'surname', 'an upsert is');
delete from core."fieldMetadata" where name = 'surname' and "objectMetadataId" = '00000000-0000-0000-0000-0000000000b1';
select hasnt_column('workspace_a', 'book', 'surname', 'a DELETE is compiled');
