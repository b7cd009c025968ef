/*
 * expected_catalog: validate -> plan -> EMIT -> APPLY -> log
 *
 * What the catalog is to have of a workspace: its metadata is compiled anew, in
 * a schema and with roles that exist until they are read. So it is Postgres that
 * says how a default, a check or an index looks like in its catalog.
 *
 * Expects: the workspace's lock. A transaction that may write.
 * Returns: the items of read_catalog(), by the workspace's own names.
 * Test:    test/functions/40-apply/expected_catalog.tap.sql
 */
create or replace function compiler.expected_catalog(p_workspace_id uuid)
returns compiler.catalog_item[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $expected_catalog$
declare
  -- Random, so that it is in no text of a user.
  v_shadow     text := 'shadow_' || replace(gen_random_uuid()::text, '-', '');
  v_prefix     text := 'shadow_' || substr(md5(random()::text), 1, 12) || '_';
  v_roles      text[] := array(select r."databaseRole" from core.role r where r."workspaceId" = p_workspace_id);
  v_role       text;
  v_operation  compiler.operation;
  v_statements compiler.statement[] := '{}';
  v_script     text;
  v_text       text;
begin
  begin
    perform compiler.revive_deleted(p_workspace_id);
    foreach v_operation in array compiler.plan_everything(p_workspace_id) loop
      if v_operation.type = 'CREATE_WORKSPACE' then
        v_operation.name := v_shadow;
      end if;
      v_statements := v_statements || compiler.emit_operation(v_operation, v_shadow);
    end loop;
    v_script := compiler.merge_statements(v_statements);
    foreach v_role in array v_roles loop
      v_script := replace(v_script, v_role, v_prefix || v_role);
    end loop;
    -- Default privileges that somebody gave are not to be: they would be in what is made here, too.
    for v_text in select i.drop_sql from compiler.catalog_default_privileges(v_shadow) i loop
      execute v_text;
    end loop;
    execute v_script;
    v_text := array(
      select i from compiler.read_catalog(v_shadow, array(select v_prefix || r from unnest(v_roles) r)) i)::text;
    raise exception using errcode = 'UNDO0';
  exception
    when sqlstate 'UNDO0' then null;  -- a variable keeps its value
  end;
  return replace(replace(v_text, v_prefix, ''), v_shadow, compiler.schema_name(p_workspace_id))::compiler.catalog_item[];
end;
$expected_catalog$;

comment on function compiler.expected_catalog is 'Apply pass: what the catalog is to have of a workspace.';

revoke all on function compiler.expected_catalog from public;
