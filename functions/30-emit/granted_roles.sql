/*
 * granted_roles: validate -> plan -> EMIT -> apply -> log
 *
 * Expects: the rights of plan_grants().
 * Returns: the roles that have any, quoted, in one list; null when there is none.
 * Test:    test/functions/30-emit/granted_roles.tap.sql
 */
create or replace function compiler.granted_roles(p_grants jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $granted_roles$
begin
  return (
    select string_agg(quote_ident(r), ', ' order by r)
    from jsonb_array_elements(p_grants) g
    cross join jsonb_array_elements_text(g -> 'roles') r);
end;
$granted_roles$;

comment on function compiler.granted_roles is 'Emit pass: the roles that have rights on a table.';

revoke all on function compiler.granted_roles from public;
