select plan(9);

select is(compiler.index_name('order', 'customerId'), 'IDX_order_customerId', 'the guide''s name');
select is(compiler.index_name('product', 'name_search'), 'IDX_product_name_search', 'with a suffix');
select is(
  compiler.index_name(repeat('a', 29), repeat('b', 29)), 'IDX_' || repeat('a', 29) || '_' || repeat('b', 29),
  '63 bytes are kept whole');
select is(
  compiler.index_name(repeat('a', 29), repeat('b', 30)), 'IDX_' || repeat('a', 29) || '_' || repeat('b', 20) || '_c20b8385',
  '64 bytes: 54 of them and eight digits of the MD5 of the whole');
select is(
  compiler.index_name(repeat('a', 63), repeat('b', 63)), 'IDX_' || repeat('a', 50) || '_30dbb294',
  'the longest names');
select is(
  compiler.index_name(repeat('a', 63), repeat('b', 62) || 'c'), 'IDX_' || repeat('a', 50) || '_246af20e',
  'a difference at the very end gives another name');
select is(octet_length(compiler.index_name(repeat('a', 63), repeat('b', 63))), 63, 'never more than 63 bytes');
select is(
  compiler.index_name(repeat('a', 63), repeat('b', 63))::name::text, compiler.index_name(repeat('a', 63), repeat('b', 63)),
  'Postgres cuts nothing off');
select is(compiler.index_name('order', null), null, 'null gives null');
