/*
 * permission_object_fault: VALIDATE -> plan -> emit -> apply -> log
 *
 * Expects: the id of an object that a permission's workspace does not have.
 * Returns: the fault (MC301).
 * Test:    test/functions/10-validate/permission_object_fault.tap.sql
 */
create or replace function compiler.permission_object_fault(p_object_id uuid)
returns compiler.fault
language sql
immutable
security invoker
return row('MC301', 'the permission is on no object',
  format('No object of this workspace has the id %s.', p_object_id),
  'Give the id of one as "objectMetadataId".')::compiler.fault;

comment on function compiler.permission_object_fault is 'Validate pass: that a permission is on no object.';

revoke all on function compiler.permission_object_fault from public;
