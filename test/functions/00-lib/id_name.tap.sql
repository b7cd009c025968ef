select plan(4);

select is(
  compiler.id_name('check', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'), 'check_6ba7b8109dad11d180b400c04fd430c8',
  'prefix, underscore, 32 digits');
select is(
  compiler.id_name('fk', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'), 'fk_' || repeat('f', 32),
  'lower case, so that it needs no quotes');
select is(
  octet_length(compiler.id_name(repeat('p', 30), '00000000-0000-0000-0000-000000000000')), 63,
  'a prefix of 30 bytes just fits');
select is(compiler.id_name('fk', null), null, 'no id, no name');
