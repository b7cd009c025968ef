/*
 * emit_grants: validate -> plan -> EMIT -> apply -> log
 *
 * Expects: rights of plan_grants() or plan_object_grants(); the qualified table.
 * Returns: one GRANT for each set of rights, or null when no role has any.
 * Test:    test/functions/30-emit/emit_grants.tap.sql
 */
create or replace function compiler.emit_grants(p_grants jsonb, p_table text)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $emit_grants$
begin
  return (
    -- %s is safe here: the privileges are words of the plan pass, columns, table and roles are quoted.
    select string_agg(format('grant %s on %s to %s', (
        select string_agg(p.key || coalesce(' (' || (
            select string_agg(quote_ident(c.name), ', ' order by c.place)
            from jsonb_array_elements_text(nullif(p.value, 'null')) with ordinality c (name, place)) || ')', ''), ', '
          order by array_position('{select,insert,update,delete}', p.key))
        from jsonb_each(g -> 'privileges') p), p_table,
      (select string_agg(quote_ident(r), ', ' order by r) from jsonb_array_elements_text(g -> 'roles') r)), '; ')
    from jsonb_array_elements(p_grants) g
  );
end;
$emit_grants$;

comment on function compiler.emit_grants is 'Emit pass: the GRANTs on a table.';

revoke all on function compiler.emit_grants from public;
