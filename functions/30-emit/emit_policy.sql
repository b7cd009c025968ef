/*
 * emit_policy: validate -> plan -> EMIT -> apply -> log
 *
 * Default-deny, and one policy for the workspace's own roles. Its expression is
 * the constant true: any other keeps operators that are not LEAKPROOF (numeric,
 * LIKE, @@, &&) from using their indexes. ENABLE, never FORCE (the owner
 * converts data), and permissive only.
 *
 * Expects: a CREATE_OBJECT operation, whose roles it is for; the qualified table.
 * Returns: the statements' text.
 * Test:    test/functions/30-emit/emit_policy.tap.sql
 */
create or replace function compiler.emit_policy(p_operation compiler.operation, p_table text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_policy$
declare
  v_roles text := (select string_agg(quote_ident(r), ', ' order by r) from unnest(p_operation.roles) r);
begin
  -- %s is safe here: the table and the roles are quoted above and by the caller.
  return format('alter table %s enable row level security', p_table)
    || case when v_roles is null then '' else format('; create policy %I on %s to %s using (true) with check (true)',
      compiler.id_name('workspace_roles', p_operation.object_id), p_table, v_roles) end;
end;
$emit_policy$;

comment on function compiler.emit_policy is 'Emit pass: row-level security of a new table.';

revoke all on function compiler.emit_policy from public;
