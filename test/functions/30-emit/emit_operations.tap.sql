-- The statements of operations, in order.
select plan(3);

create function pg_temp.operation(p_type text, p_name text) returns compiler.operation language sql as $$
  select jsonb_populate_record(null::compiler.operation, jsonb_build_object('type', p_type, 'name', p_name, 'role_id', '00000000-0000-0000-0000-00000000000a'))
$$;
select is(compiler.emit_operations('{}', 'workspace_x'), '{}', 'none of none');
select is(compiler.emit_operations(array[pg_temp.operation('CREATE_WORKSPACE', 'workspace_x'), pg_temp.operation('DELETE_ROLE', 'role_x')], 'workspace_x'),
  array[compiler.emit_operation(pg_temp.operation('CREATE_WORKSPACE', 'workspace_x'), 'workspace_x')]
    || compiler.emit_operation(pg_temp.operation('DELETE_ROLE', 'role_x'), 'workspace_x'), 'of each what it is emitted as');
select function_privs_are('compiler', 'emit_operations', '{compiler.operation[],text}', 'api', '{}', 'nobody else calls it');
