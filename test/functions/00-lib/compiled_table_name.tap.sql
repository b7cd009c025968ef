select plan(4);

set local role compiler;
insert into compiler.compiled (id, workspace_id, kind, object_id, definition) values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'OBJECT', '00000000-0000-0000-0000-0000000000b1',
   '{"nameSingular": "orderItem", "namePlural": "orderItems"}'),
  ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-00000000000a', 'FIELD', '00000000-0000-0000-0000-0000000000b1',
   '{"nameSingular": "notAnObject", "name": "amount"}');
insert into core.workspace (id, "displayName", "schemaName") values ('00000000-0000-0000-0000-00000000000a', 'Acme', 'workspace_a');
insert into core."objectMetadata" (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural") values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'lineItem', 'lineItems', 'x', 'x'),
  ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-00000000000a', 'fresh', 'freshes', 'x', 'x');
reset role;

select is(compiler.compiled_table_name('00000000-0000-0000-0000-0000000000b1'), 'orderItem', 'as it was compiled, not as its row says');
select is(compiler.compiled_table_name('00000000-0000-0000-0000-0000000000b2'), null, 'an object that was not compiled has no table');
select is(compiler.compiled_table_name('00000000-0000-0000-0000-0000000000c1'), null, 'a field has none');
select is(compiler.compiled_table_name(null), null, 'nor has null');
