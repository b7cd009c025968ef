/*
 * drop_workspace: validate -> plan -> emit -> APPLY -> log
 *
 * Its tables are locked first, so that somebody who reads one is not waited for
 * without end.
 *
 * Expects: a workspace's row, whose roles are in core.role.
 * Raises:  55P03 a table is in use.
 * Test:    test/functions/40-apply/drop_workspace.tap.sql
 */
create or replace function compiler.drop_workspace(p_workspace core.workspace)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $drop_workspace$
declare
  v_role text;
begin
  perform compiler.lock_tables(array(
    select jsonb_populate_record(null::compiler.statement,
      jsonb_build_object('table_name', format('%I.%I', p_workspace."schemaName", c.relname)))
    from pg_class c
    where c.relnamespace = to_regnamespace(quote_ident(p_workspace."schemaName")) and c.relkind in ('r', 'p')
    order by c.relname));
  execute format('drop schema %I cascade', p_workspace."schemaName");
  for v_role in select r."databaseRole" from core.role r where r."workspaceId" = p_workspace.id loop
    begin
      execute format('drop role %I', v_role);
    exception
      when dependent_objects_still_exist then
        raise notice 'role % is left behind: another database of this cluster uses it', v_role;
    end;
  end loop;
end;
$drop_workspace$;

comment on function compiler.drop_workspace is 'Apply pass: drops a workspaces schema and roles.';

revoke all on function compiler.drop_workspace from public;
