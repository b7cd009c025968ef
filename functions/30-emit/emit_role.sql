/*
 * emit_role: validate -> plan -> EMIT -> apply -> log
 *
 * A workspace's role may use its own schema and nothing else. The API's login
 * role becomes a member as it is created: a later GRANT costs ten times as much
 * among thousands of roles. Its membership inherits nothing, since the login
 * role is NOINHERIT.
 *
 * Expects: a CREATE_ROLE operation; the workspace's schema.
 * Returns: CREATE ROLE and GRANT USAGE.
 * Test:    test/functions/30-emit/emit_role.tap.sql
 */
create or replace function compiler.emit_role(p_operation compiler.operation, p_schema_name text)
returns compiler.statement
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_role$
declare
  v_result compiler.statement;
begin
  v_result.type := p_operation.type;
  v_result.ids := jsonb_build_object('roleId', p_operation.role_id);
  v_result.sql := format('create role %I nologin noinherit role api; grant usage on schema %I to %1$I',
    p_operation.name, p_schema_name);
  return v_result;
end;
$emit_role$;

comment on function compiler.emit_role is 'Emit pass: CREATE ROLE of a workspace''s role.';

revoke all on function compiler.emit_role from public;
