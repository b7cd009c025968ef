/*
 * emit_row_policies: validate -> plan -> EMIT -> apply -> log
 *
 * A row permission as policies of its role, one a command. Whatever the role
 * writes has to satisfy the read filter afterwards: nobody moves a record out of
 * their own sight, or into another's. To Postgres, soft-deleting is an UPDATE: where
 * that has a filter of its own, a trigger tells the two apart, since a policy does
 * not see the record as it was and as it is to be side by side.
 *
 * Expects: a row of core."rowPermission" whose filters are valid; its Postgres
 *          role; filter_columns(); the qualified table.
 * Returns: CREATE POLICYs, and a CREATE TRIGGER where one is needed.
 * Test:    test/functions/30-emit/emit_row_policies.tap.sql
 */
create or replace function compiler.emit_row_policies(p_permission jsonb, p_role text, p_columns jsonb, p_table text)
returns text
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_row_policies$
declare
  v_id     uuid := (p_permission ->> 'id')::uuid;
  v_is_one boolean := p_permission -> 'updateFilter' = p_permission -> 'softDeleteFilter';
  v_read   text := compiler.filter_expression(p_permission -> 'readFilter', p_columns);
  v_update text := compiler.filter_expression(p_permission -> 'updateFilter', p_columns);
  v_soft   text := compiler.filter_expression(p_permission -> 'softDeleteFilter', p_columns);
  v_delete text := compiler.filter_expression(p_permission -> 'destroyFilter', p_columns);
  v_change text := case when v_is_one then v_update else format('(%s) or (%s)', v_update, v_soft) end;
begin
  -- %s is safe here: the caller quoted the table, the expressions are filter_expression()'s.
  return concat_ws('; ',
    format('create policy %I on %s for select to %I using (%s)',
      compiler.id_name('row_select', v_id), p_table, p_role, v_read),
    format('create policy %I on %s for insert to %I with check (%s)',
      compiler.id_name('row_insert', v_id), p_table, p_role, v_read),
    format('create policy %1$I on %2$s for update to %3$I using ((%4$s) and (%5$s)) with check (%4$s)',
      compiler.id_name('row_update', v_id), p_table, p_role, v_read, v_change),
    format('create policy %I on %s for delete to %I using ((%s) and (%s))',
      compiler.id_name('row_delete', v_id), p_table, p_role, v_read, v_delete),
    case when not v_is_one then
      format('create trigger %I before update on %s for each row when (current_user = %L and not coalesce(%s, false)) '
          'execute function core.forbid_record()',
        compiler.id_name('row_guard', v_id), p_table, p_role,
        -- A change of both needs both.
        format('case when old."deletedAt" is not distinct from new."deletedAt" then %1$s else (%2$s) and ((%1$s) or '
            'to_jsonb(old) - ''{deletedAt,updatedAt}''::text[] = to_jsonb(new) - ''{deletedAt,updatedAt}''::text[]) end',
          compiler.filter_expression(p_permission -> 'updateFilter', p_columns, 'old.'),
          compiler.filter_expression(p_permission -> 'softDeleteFilter', p_columns, 'old.')))
    end);
end;
$emit_row_policies$;

comment on function compiler.emit_row_policies is 'Emit pass: the policies of a row permission.';

revoke all on function compiler.emit_row_policies from public;
