/*
 * find_drift: workspace
 *
 * What the catalog has beside what it is to have. What holds data is never
 * dropped, and a part is not reported beside the whole: of a table that is too
 * many nothing else, of a column that is missing or too many neither its type
 * nor its default.
 *
 * Expects: the workspace's lock.
 * Returns: the differences: first what is too much, then the others in the order
 *          in which their create_sql can run; their drop_sql, in the reverse order.
 * Test:    test/functions/60-workspace/find_drift.tap.sql
 */
create or replace function compiler.find_drift(p_workspace_id uuid)
returns setof compiler.difference
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $find_drift$
declare
  v_kinds    constant text[] := '{ROLE, ROLE_ATTRIBUTE, MEMBERSHIP, SCHEMA, FUNCTION, TABLE, OWNER, PERSISTENCE, COLUMN, TYPE,
    DEFAULT, NULLABILITY, PRIMARY_KEY, UNIQUE, EXCLUSION, CHECK, INDEX, FOREIGN_KEY, ROW_SECURITY, POLICY, TRIGGER, RULE,
    RELATION, DEFAULT_PRIVILEGES, GRANT, COMMENT}';
  -- What has a name of its own goes before it is made, even where it seems to be missing: a repair may run twice.
  v_named    constant text[] := '{PRIMARY_KEY, UNIQUE, EXCLUSION, CHECK, INDEX, FOREIGN_KEY, POLICY, TRIGGER, RULE}';
  v_expected compiler.catalog_item[] := compiler.expected_catalog(p_workspace_id);
  v_actual   compiler.catalog_item[] := array(
    select i
    from compiler.read_catalog(compiler.schema_name(p_workspace_id),
      array(select r."databaseRole" from core.role r where r."workspaceId" = p_workspace_id)) i);
begin
  return query
  with pair as (
    select coalesce(e.kind, a.kind) as kind, coalesce(e.subject, a.subject) as subject,
      coalesce(e.table_name, a.table_name) as table_name, coalesce(e.column_name, a.column_name) as column_name,
      e.definition as expected, a.definition as actual, a.drop_sql, e.create_sql, e.kind is null as is_extra,
      e.kind is not null and a.kind is not null as is_both, e.drop_sql as redo_sql
    from unnest(v_expected) e
    full join unnest(v_actual) a on (a.kind, a.subject) = (e.kind, e.subject)
  )
  select p.kind, p.subject, p.table_name, p.column_name, p.expected, p.actual,
    case when p.is_extra or p.kind = 'DEFAULT' then p.drop_sql
      when p.kind = any (v_named) then coalesce(p.drop_sql, p.redo_sql) end,
    -- A foreign key that is made again has lost its comment, which was not missing.
    p.create_sql || coalesce('; ' || (
      select c.create_sql from pair c
      where c.kind = 'COMMENT' and p.kind = 'FOREIGN_KEY' and p.is_both and c.subject = 'constraint ' || p.subject), '')
  from pair p
  where p.expected is distinct from p.actual
    and not (p.kind = 'COLUMN' and p.is_both)
    and (p.kind = 'TABLE' or not exists (
      select from pair t where t.kind = 'TABLE' and t.table_name = p.table_name and t.is_extra))
    and (p.kind = 'COLUMN' or p.column_name is null or not exists (
      select from pair c
      where c.kind = 'COLUMN' and (c.table_name, c.column_name) = (p.table_name, p.column_name) and not c.is_both
        and (c.is_extra or p.kind <> 'COMMENT')))
  order by p.is_extra desc, array_position(v_kinds, p.kind) * case when p.is_extra then -1 else 1 end, p.subject;
end;
$find_drift$;

comment on function compiler.find_drift is 'Workspace: what the catalog has otherwise than the metadata says.';

revoke all on function compiler.find_drift from public;
