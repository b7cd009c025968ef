/*
 * catalog_policies: workspace
 *
 * Expects: a schema.
 * Returns: what acts on the records of its tables: POLICY, TRIGGER, RULE.
 * Test:    test/functions/60-workspace/catalog_policies.tap.sql
 */
create or replace function compiler.catalog_policies(p_schema_name text)
returns setof compiler.catalog_item
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $catalog_policies$
declare
  v_schema_id oid := to_regnamespace(quote_ident(p_schema_name));
begin
  return query
  select 'POLICY', format('%I.%I', c.relname, p.polname), c.relname::text, null::text, d.definition,
    format('drop policy if exists %I on %s', p.polname, c.oid::regclass),
    format('create policy %I on %s %s', p.polname, c.oid::regclass, d.definition)
  from pg_policy p
  join pg_class c on c.oid = p.polrelid
  cross join lateral (
    select concat_ws(' ', 'as', case when p.polpermissive then 'permissive' else 'restrictive' end,
      'for', case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' else 'delete' end,
      'to', (select string_agg(case r when 0 then 'public' else r::regrole::text end, ', ' order by r::regrole::text)
             from unnest(p.polroles) r),
      'using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
      'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
  ) d (definition)
  where c.relnamespace = v_schema_id;

  return query
  select 'TRIGGER', format('%I.%I', c.relname, t.tgname), c.relname::text, null::text,
    pg_get_triggerdef(t.oid) || case t.tgenabled when 'O' then '' when 'D' then ' -- disabled' else ' -- replica mode' end,
    format('drop trigger if exists %I on %s', t.tgname, c.oid::regclass), pg_get_triggerdef(t.oid)
  from pg_trigger t
  join pg_class c on c.oid = t.tgrelid
  where c.relnamespace = v_schema_id and not t.tgisinternal
  union all
  select 'RULE', format('%I.%I', c.relname, r.rulename), c.relname::text, null::text, pg_get_ruledef(r.oid),
    format('drop rule if exists %I on %s', r.rulename, c.oid::regclass), pg_get_ruledef(r.oid)
  from pg_rewrite r
  join pg_class c on c.oid = r.ev_class
  where c.relnamespace = v_schema_id and c.relkind = 'r';
end;
$catalog_policies$;

comment on function compiler.catalog_policies is 'Workspace: what the catalog has of a schema''s policies, triggers and rules.';

revoke all on function compiler.catalog_policies from public;
