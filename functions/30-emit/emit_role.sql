/*
 * emit_role: validate -> plan -> EMIT -> apply -> log
 *
 * A workspace's role may use its own schema and nothing else. The API's login
 * role becomes a member as it is created: a later GRANT costs ten times as much
 * among thousands of roles. Its membership inherits nothing, since the login
 * role is NOINHERIT.
 *
 * A role that goes gives back its rights first: DROP OWNED is not for its owner.
 * Roles belong to the cluster: one that another database still uses stays.
 *
 * Expects: a …_ROLE operation; the workspace's schema.
 * Returns: CREATE ROLE and GRANT USAGE, or REVOKEs and DROP ROLE; nothing to run
 *          for a role that only has another name or description.
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
  v_result.sql := case p_operation.type
    when 'CREATE_ROLE' then format('create role %I nologin noinherit role api; grant usage on schema %I to %1$I',
      p_operation.name, p_schema_name)
    when 'DELETE_ROLE' then format(
      'revoke all on all tables in schema %1$I from %2$I; revoke all on schema %1$I from %2$I; do %3$L',
      p_schema_name, p_operation.name,
      format('begin drop role %I; exception when dependent_objects_still_exist then null; end', p_operation.name))
    when 'UPDATE_ROLE' then ''
  end;
  return v_result;
end;
$emit_role$;

comment on function compiler.emit_role is 'Emit pass: CREATE ROLE and DROP ROLE of a workspace''s role.';

revoke all on function compiler.emit_role from public;
