/*
 * remember_standard: workspace
 *
 * Keeps what the standard objects compile to for the next workspace, as text that
 * is cut wherever it says an id (with dashes, or without as in the names of roles
 * and constraints) or the schema. No text of a user is in it.
 *
 * Expects: a workspace that has nothing but what is standard; its statements; by
 *          which functions they were made.
 * Test:    test/functions/60-workspace/remember_standard.tap.sql
 */
create or replace function compiler.remember_standard(
  p_workspace_id uuid, p_statements compiler.statement[], p_functions text)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $remember_standard$
declare
  v_schema  text := compiler.schema_name(p_workspace_id);
  v_pattern text := '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}|\m' || v_schema || '\M)';
  v_text    text;
  v_cut     text[];
  v_ids     text[];
begin
  -- Whoever does the same at once is not waited for.
  if not pg_try_advisory_xact_lock(hashtextextended('compiler.standard_plan', 0)) then
    return;
  end if;
  v_text := jsonb_build_object(
    'roles', (
      select jsonb_agg(to_jsonb(r) - '{createdAt,updatedAt}'::text[] order by r.name)
      from core.role r where r."workspaceId" = p_workspace_id),
    'objects', (
      select jsonb_agg(to_jsonb(o) - '{createdAt,updatedAt}'::text[] order by o.ordinal)
      from core."objectMetadata" o where o."workspaceId" = p_workspace_id),
    'fields', (
      select jsonb_agg(to_jsonb(f) - '{createdAt,updatedAt}'::text[] order by f.ordinal)
      from core."fieldMetadata" f where f."workspaceId" = p_workspace_id),
    'relations', (
      select jsonb_agg(to_jsonb(r) - '{createdAt,updatedAt}'::text[] order by r.id)
      from core."relationMetadata" r where r."workspaceId" = p_workspace_id),
    'statements', to_jsonb(p_statements))::text;
  v_cut := array(select m.groups[1] from regexp_matches(v_text, v_pattern, 'g') with ordinality m (groups, place) order by m.place);
  v_ids := replace(p_workspace_id::text, '-', '') || array(
    select distinct replace(c, '-', '') from unnest(v_cut) c
    where c <> v_schema and replace(c, '-', '') <> replace(p_workspace_id::text, '-', ''));
  delete from compiler.standard_plan where functions <> p_functions;
  insert into compiler.standard_plan (functions, pieces, holes, id_count)
  values (p_functions, regexp_split_to_array(v_text, v_pattern), array(
    -- The schema, the ids, the ids without dashes.
    select case
      when c.text = v_schema then 1
      when c.text like '%-%' then 1 + array_position(v_ids, replace(c.text, '-', ''))
      else 1 + cardinality(v_ids) + array_position(v_ids, c.text)
    end
    from unnest(v_cut) with ordinality c (text, place)
    order by c.place), cardinality(v_ids));
end;
$remember_standard$;

comment on function compiler.remember_standard is 'Workspace: keeps what the standard objects compile to.';

revoke all on function compiler.remember_standard from public;
