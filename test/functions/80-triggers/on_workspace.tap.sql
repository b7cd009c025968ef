-- Workspaces are provisioned for everyone but the compiler; a DELETE is refused.
select plan(8);

select triggers_are('core', 'workspace', array['0_lock_claimed', '1_before_insert', '1_before_update', '2_after_insert',
  '3_set_updated_at', '4_forbid_change']);

insert into core.workspace (id, "displayName", subdomain, "updatedAt")
values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'acme', '2000-01-01');
select has_schema('workspace_a', 'an INSERT is provisioned');
select is((select "updatedAt" from core.workspace), now(), 'and carries the time at which it was');

set local role compiler;
insert into core.workspace (id, "displayName", "schemaName", "updatedAt")
values ('00000000-0000-0000-0000-00000000000b', 'Ours', 'workspace_b', '2000-01-01');
reset role;
select hasnt_schema('workspace_b', 'the compiler''s own is not');
update core.workspace set "displayName" = 'Ours too' where "displayName" = 'Ours';
select is((select "updatedAt" from core.workspace where "displayName" = 'Ours too'), now(), 'UPDATE carries its time');

select throws_ok($$ delete from core.workspace $$, 'MC501', 'delete of core.workspace is not possible', 'DELETE');
set constraints all immediate;  -- else TRUNCATE fails on pending events
select throws_ok($$ truncate core.workspace cascade $$, 'MC501', 'truncate of core.workspace is not possible', 'TRUNCATE');
select has_schema('workspace_a', 'the schema is still there');
