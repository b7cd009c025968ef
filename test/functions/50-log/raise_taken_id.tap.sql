-- An id that is taken is refused in words that name the kind of the row.
select plan(4);

select throws_ok($$ select compiler.raise_taken_id('00000000-0000-0000-0000-0000000000c1', 'FIELD') $$, 'MC104', 'the id of a field is taken', 'a field');
select throws_ok($$ select compiler.raise_taken_id('00000000-0000-0000-0000-0000000000c1', 'INDEX') $$, 'MC104', 'the id of an index is taken', 'an index');
select throws_ok($$ select compiler.raise_taken_id('00000000-0000-0000-0000-0000000000c1', 'OBJECT') $$, 'MC104', 'the id of an object is taken', 'an object');
select throws_ok($$ select compiler.raise_taken_id('00000000-0000-0000-0000-0000000000c1', 'ROW_PERMISSION') $$, 'MC104', 'the id of a row permission is taken', 'a row permission');
