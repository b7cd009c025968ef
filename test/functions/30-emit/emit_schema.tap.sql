select plan(5);

create function pg_temp.emitted(p_name text) returns compiler.statement language sql as $$
  select compiler.emit_schema(jsonb_populate_record(null::compiler.operation, jsonb_build_object('type', 'CREATE_WORKSPACE', 'name', p_name)))
$$;

select is((pg_temp.emitted('workspace_1a2b')).sql, 'create schema workspace_1a2b', 'CREATE SCHEMA');
select is((pg_temp.emitted('workspace_1a2b')).type, 'CREATE_WORKSPACE', 'the log shows the operation''s type');
select is((pg_temp.emitted('workspace_1a2b')).ids, '{}', 'and no id: the row is the workspace''s own');
select is((pg_temp.emitted('a"; drop schema core; --')).sql, 'create schema "a""; drop schema core; --"', 'a hostile name is quoted');
select is((pg_temp.emitted('workspace_1a2b')).table_name, null, 'it is no table''s, so that nothing merges into it');
