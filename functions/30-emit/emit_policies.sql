/*
 * emit_policies: validate -> plan -> EMIT -> apply -> log
 *
 * Expects: an operation of plan_policies(); the qualified table.
 * Returns: DROP POLICYs, the shared policy's roles, CREATE POLICYs.
 * Test:    test/functions/30-emit/emit_policies.tap.sql
 */
create or replace function compiler.emit_policies(p_operation compiler.operation, p_table text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_policies$
declare
  v_policy jsonb;
  v_drop   text[] := '{}';
  v_create text[] := '{}';
begin
  for v_policy in select p from jsonb_array_elements(p_operation.policies) p loop
    if v_policy -> 'previous' <> 'null' then
      v_drop := v_drop
        || array(select format('drop policy %I on %s', compiler.id_name('row_' || c, (v_policy ->> 'id')::uuid), p_table)
                 from unnest('{select,insert,update,delete}'::text[]) c)
        || case when v_policy -> 'previous' -> 'updateFilter' is distinct from v_policy -> 'previous' -> 'softDeleteFilter' then
             array[format('drop trigger %I on %s', compiler.id_name('row_guard', (v_policy ->> 'id')::uuid), p_table)] end;
    end if;
    if v_policy -> 'next' <> 'null' then
      v_create := v_create
        || compiler.emit_row_policies(v_policy -> 'next', v_policy ->> 'role', v_policy -> 'columns', p_table);
    end if;
  end loop;
  -- %s is safe here: the caller quoted the table.
  return array_to_string(v_drop
    || format('alter policy %I on %s to %s', compiler.id_name('workspace_roles', p_operation.object_id), p_table,
      (select string_agg(quote_ident(r), ', ' order by r) from unnest(p_operation.roles) r))
    || v_create, '; ');
end;
$emit_policies$;

comment on function compiler.emit_policies is 'Emit pass: the policies of a table, where they change.';

revoke all on function compiler.emit_policies from public;
