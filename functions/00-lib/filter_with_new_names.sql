/*
 * filter_with_new_names: lib
 *
 * A row permission's filter names columns and options: it follows them.
 *
 * Expects: a filter that was valid; the new names of columns, { <column>: <new> };
 *          the new values of options, { <column>: { <value>: <new, or null for none> } }.
 * Returns: the filter by the new names. An option that is gone without another
 *          in its place stays, for the validate pass to find.
 * Test:    test/functions/00-lib/filter_with_new_names.tap.sql
 */
create or replace function compiler.filter_with_new_names(p_filter jsonb, p_columns jsonb, p_options jsonb)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = pg_catalog, pg_temp
as $filter_with_new_names$
begin
  if jsonb_typeof(p_filter) is distinct from 'object' then
    return p_filter;
  end if;
  return (
    select jsonb_object_agg(coalesce(p_columns ->> e.key, e.key), case
        when e.key = 'not' then compiler.filter_with_new_names(e.value, p_columns, p_options)
        when e.key in ('and', 'or') then (
          select jsonb_agg(compiler.filter_with_new_names(i.value, p_columns, p_options) order by i.place)
          from jsonb_array_elements(e.value) with ordinality i (value, place))
        when p_options ? e.key then (
          select jsonb_object_agg(o.key, case
              when o.key = 'is' then o.value
              when jsonb_typeof(o.value) = 'array' then (
                select jsonb_agg(coalesce(nullif(p_options -> e.key -> (i.value #>> '{}'), 'null'), i.value) order by i.place)
                from jsonb_array_elements(o.value) with ordinality i (value, place))
              else coalesce(nullif(p_options -> e.key -> (o.value #>> '{}'), 'null'), o.value) end)
          from jsonb_each(e.value) o)
        else e.value end)
    from jsonb_each(p_filter) e);
end;
$filter_with_new_names$;

comment on function compiler.filter_with_new_names is 'Lib: a row permission''s filter that follows the names in it.';

revoke all on function compiler.filter_with_new_names from public;
