/*
 * follow_in_filters: validate -> PLAN -> emit -> apply -> log
 *
 * The filters of row permissions follow new names of columns and options: policies
 * do by themselves, but for their values. What a filter cannot follow is refused.
 *
 * Expects: changes of fields, valid otherwise.
 * Returns: ids of the row permissions whose policies have to be made anew: those
 *          that name an option with a new value, or a column with a new type.
 * Raises:  MC503 a filter names what is not to be there any more.
 * Test:    test/functions/20-plan/follow_in_filters.tap.sql
 */
create or replace function compiler.follow_in_filters(p_changes compiler.changes)
returns uuid[]
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $follow_in_filters$
declare
  v_object_id uuid;
  v_names     jsonb;
  v_options   jsonb;
  v_retyped   text[];
  v_row       core."rowPermission";
  v_faults    compiler.fault[];
  v_result    uuid[] := '{}';
begin
  -- What goes with its object comes back with it; a relation with another object goes before, though one statement deletes both.
  v_faults := array(
    select row('MC503', 'a row permission needs what is to be deleted or changed',
      format('Field %s goes before its object, and does not come back with it.', compiler.shown((f.previous).name)),
      'Change the row permission first.')::compiler.fault
    from unnest(p_changes.fields) f
    join core."rowPermission" p on p."objectMetadataId" = (f.previous)."objectMetadataId"
    join compiler.compiled r on r.workspace_id = p."workspaceId" and r.kind = 'RELATION'
      and r.definition ->> 'toFieldMetadataId' = (f.previous).id::text
      and r.definition -> 'fromObjectMetadataId' <> r.definition -> 'toObjectMetadataId'
    where (f.next).id is null and compiler.names_columns(to_jsonb(p), array[(f.previous).name || 'Id'])
      and not exists (select from core."objectMetadata" o where o.id = (f.previous)."objectMetadataId"));
  for v_object_id in
    select distinct p."objectMetadataId" from core."rowPermission" p
    join core."objectMetadata" o on o.id = p."objectMetadataId"
    where p."objectMetadataId" in (select (f.previous)."objectMetadataId" from unnest(p_changes.fields) f)
  loop
    select coalesce(jsonb_object_agg(c.previous_name, c.name) filter (where c.name <> c.previous_name), '{}'),
      coalesce(jsonb_object_agg(c.previous_name, c.options) filter (where c.options <> '{}'), '{}'),
      coalesce(array_agg(c.previous_name) filter (where c.is_retyped), '{}')
    into v_names, v_options, v_retyped
    from (
      select (f.previous).name || s.suffix as previous_name,
        -- What is gone gets a name that nothing has: another field may have its own by now.
        case when (f.next).id is null then (f.previous).name || s.suffix || ' (deleted)'
          when not (f.next)."isActive" then (f.previous).name || s.suffix || ' (switched off)'
          else (f.next).name || s.suffix end as name,
        case when (f.next).type = (f.previous).type and (f.next).type in ('SELECT', 'MULTI_SELECT')
          then compiler.option_replacements((f.previous).settings, (f.next).settings) else '{}' end as options,
        compiler.column_type((f.previous).type, (f.previous).settings)
          is distinct from compiler.column_type((f.next).type, (f.next).settings) as is_retyped
      from unnest(p_changes.fields) f
      cross join lateral (select case when (f.previous).type = 'RELATION' then 'Id' else '' end as suffix) s
      where (f.previous)."objectMetadataId" = v_object_id) c;
    for v_row in select p.* from core."rowPermission" p where p."objectMetadataId" = v_object_id loop
      if compiler.names_columns(to_jsonb(v_row), v_retyped || array(select jsonb_object_keys(v_options))) then
        v_result := v_result || v_row.id;
      end if;
      if compiler.names_columns(to_jsonb(v_row), array(select jsonb_object_keys(v_names || v_options))) then
        update core."rowPermission" p
        set "readFilter" = compiler.filter_with_new_names(p."readFilter", v_names, v_options),
          "updateFilter" = compiler.filter_with_new_names(p."updateFilter", v_names, v_options),
          "softDeleteFilter" = compiler.filter_with_new_names(p."softDeleteFilter", v_names, v_options),
          "destroyFilter" = compiler.filter_with_new_names(p."destroyFilter", v_names, v_options)
        where p.id = v_row.id
        returning p.* into v_row;
      end if;
      v_faults := v_faults || array(
        select row('MC503', 'a row permission needs what is to be deleted or changed', f.message || '. ' || f.detail,
          'Change the row permission first.')::compiler.fault
        from unnest(compiler.validate_row_permission(v_row)) f);
    end loop;
  end loop;
  perform compiler.raise_faults(v_faults);
  return v_result;
end;
$follow_in_filters$;

comment on function compiler.follow_in_filters is 'Plan pass: row permissions follow the fields that they name.';

revoke all on function compiler.follow_in_filters from public;
