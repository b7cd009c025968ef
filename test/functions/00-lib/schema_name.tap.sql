select plan(4);

select is(
  compiler.schema_name('6ba7b810-9dad-11d1-80b4-00c04fd430c8'), 'workspace_6dfzh5ik5uxynzmlf5cshamdk',
  'workspace_ and the id in base 36');
select is(compiler.schema_name('00000000-0000-0000-0000-000000000000'), 'workspace_0', 'unpadded');
select is(
  compiler.schema_name('ffffffff-ffff-ffff-ffff-ffffffffffff'), 'workspace_f5lxx1zz5pnorynqglhzmsp33',
  'the longest has 35 bytes');
select is(
  quote_ident(compiler.schema_name('ffffffff-ffff-ffff-ffff-ffffffffffff')), 'workspace_f5lxx1zz5pnorynqglhzmsp33',
  'it needs no quotes');
