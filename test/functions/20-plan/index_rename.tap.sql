-- One index under two names is renamed.
select plan(1);

select results_eq(
  $$ select r.type, r.previous_name, r.name, r.columns, r.index_id from compiler.index_rename(
       jsonb_populate_record(null::compiler.operation, '{"type": "CREATE_INDEX", "name": "IDX_book_a", "columns": ["a"]}'),
       jsonb_populate_record(null::compiler.operation, '{"type": "CREATE_INDEX", "name": "IDX_tome_b", "columns": ["b"],
         "index_id": "00000000-0000-0000-0000-0000000000e1"}')) r $$,
  $$ values ('UPDATE_INDEX', 'IDX_book_a', 'IDX_tome_b', '{b}'::text[], '00000000-0000-0000-0000-0000000000e1'::uuid) $$,
  'the next state, and the previous name');
