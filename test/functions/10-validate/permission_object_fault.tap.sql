select plan(1);

select is((compiler.permission_object_fault('00000000-0000-0000-0000-0000000000b1')).detail,
  'No object of this workspace has the id 00000000-0000-0000-0000-0000000000b1.', 'says which');
