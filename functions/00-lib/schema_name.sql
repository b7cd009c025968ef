/*
 * schema_name: lib
 *
 * The name of a workspace's schema, as the guide prints it.
 *
 * Expects: the workspace's id.
 * Returns: workspace_<base 36>, at most 10 + 25 bytes.
 * Test:    test/functions/00-lib/schema_name.tap.sql
 */
create or replace function compiler.schema_name(p_workspace_id uuid)
returns text
language sql
immutable strict parallel safe
security invoker
return 'workspace_' || compiler.base36(p_workspace_id);

comment on function compiler.schema_name is 'Lib: the name of a workspace''s schema.';

revoke all on function compiler.schema_name from public;
