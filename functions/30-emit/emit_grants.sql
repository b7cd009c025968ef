/*
 * emit_grants: validate -> plan -> EMIT -> apply -> log
 *
 * Expects: an operation with the rights of plan_grants(), whose columns are null
 *          for the whole table; the qualified table.
 * Returns: one GRANT for each set of rights, or null when no role has any.
 * Test:    test/functions/30-emit/emit_grants.tap.sql
 */
create or replace function compiler.emit_grants(p_operation compiler.operation, p_table text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_grants$
declare
  v_columns text := (select string_agg(quote_ident(c), ', ') from unnest(p_operation.columns) c);
begin
  return (
    -- %s is safe here: the rights are words of plan_grants(), table and roles are quoted.
    select string_agg(format('grant %s on %s to %s',
        case when p_operation.columns is null then g ->> 'privileges' else (
          select string_agg(case p when 'delete' then p else format('%s (%s)', p, v_columns) end, ', ')
          from unnest(string_to_array(g ->> 'privileges', ', ')) p)
        end, p_table,
      (select string_agg(quote_ident(r), ', ' order by r) from jsonb_array_elements_text(g -> 'roles') r)), '; ')
    from jsonb_array_elements(p_operation.grants) g
  );
end;
$emit_grants$;

comment on function compiler.emit_grants is 'Emit pass: the GRANTs of a new table.';

revoke all on function compiler.emit_grants from public;
