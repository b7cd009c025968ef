/*
 * permission_column_fault: VALIDATE -> plan -> emit -> apply -> log
 *
 * Expects: a field as a message names it, which has no column of its own.
 * Returns: the fault (MC803).
 * Test:    test/functions/10-validate/permission_column_fault.tap.sql
 */
create or replace function compiler.permission_column_fault(p_subject text)
returns compiler.fault
language sql
immutable
security invoker
return row('MC803', format('a permission on %s would have no effect', p_subject),
  'The list side of a relation has no column: who may read the other side''s field may read the list.',
  'Give the permission on the relation''s field of the other object.')::compiler.fault;

comment on function compiler.permission_column_fault is 'Validate pass: that a permission is on a field without a column.';

revoke all on function compiler.permission_column_fault from public;
