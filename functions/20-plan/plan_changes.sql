/*
 * plan_changes: validate -> PLAN -> emit -> apply -> log
 *
 * Expects: valid, whole changes; row permissions whose policies have to be made
 *          anew around them; objects whose rights change.
 * Returns: the operations, in the order in which they can run: objects get their
 *          names first, then fields, then relations; rights come last. Of each,
 *          what goes comes before what takes its name.
 * Test:    test/functions/20-plan/plan_changes.tap.sql
 */
create or replace function compiler.plan_changes(
  p_changes compiler.changes, p_row_permission_ids uuid[] default '{}', p_regranted uuid[] default '{}')
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
set enable_seqscan = off  -- as in read_changes()
as $plan_changes$
declare
  v_object   compiler.object_change;
  v_field    compiler.field_change;
  v_table    text;
  v_next     core."objectMetadata";
  v_touched  uuid[] := '{}';  -- objects whose rows changed, or whose fields' did
  v_there    compiler.pending;  -- those that are there
  v_renamed  uuid[] := '{}';  -- objects with fields of another name
  v_regrant  uuid[] := p_regranted;
  v_before   compiler.operation[] := '{}';
  v_objects  compiler.operation[] := '{}';
  v_fields   compiler.operation[] := '{}';
  v_rights   compiler.operation[] := '{}';
  v_ids      uuid[];
begin
  foreach v_object in array p_changes.objects loop
    v_touched := v_touched || (v_object.next).id;
    v_objects := v_objects || case
      when (v_object.next).id is null then compiler.plan_object_deletion(v_object.previous)
      else compiler.plan_object_change(v_object.previous, v_object.next)
    end;
  end loop;

  foreach v_field in array p_changes.fields loop
    v_touched := v_touched || (v_field.previous)."objectMetadataId";
  end loop;
  select coalesce(array_agg(o order by o.ordinal), '{}'), coalesce(array_agg(o.id order by o.ordinal), '{}')
  into v_there.objects, v_there.object_ids
  from core."objectMetadata" o where o.id = any (v_touched);

  foreach v_field in array p_changes.fields loop
    v_next := v_there.objects[array_position(v_there.object_ids, (v_field.previous)."objectMetadataId")];
    if v_next.id is null then
      -- Deleted with its object, or by itself along with it: its table has its hidden name by then, and no indexes.
      v_fields := v_fields || array(
        select p
        from compiler.deleted d
        cross join unnest(compiler.plan_field_deletion(v_field.previous, compiler.id_name('deleted', d.object_id))) p
        where d.id = (v_field.previous).id and not d.with_object and p.type <> 'DELETE_INDEX');
      continue;
    end if;
    v_table := v_next."nameSingular";
    if (v_field.next).id is null then
      v_fields := v_fields || compiler.plan_field_deletion(v_field.previous, v_table);
    else
      v_fields := v_fields || compiler.plan_field_change(v_field.previous, v_field.next, v_table, v_table)
        || compiler.plan_relation_change(v_field.previous, v_field.next);
    end if;
    if (v_field.next).name <> (v_field.previous).name then
      v_renamed := v_renamed || v_next.id;
    end if;
    if (v_field.next)."isActive" is distinct from (v_field.previous)."isActive" then
      v_regrant := v_regrant || v_next.id;
    end if;
  end loop;

  foreach v_next in array v_there.objects loop
    if v_next.id = any (v_renamed) then
      v_fields := v_fields || compiler.plan_index_renames(v_next.id, v_next."nameSingular", v_next."nameSingular", true);
    end if;
    v_ids := array(
      select p.id from core."rowPermission" p where p."objectMetadataId" = v_next.id and p.id = any (p_row_permission_ids));
    if v_ids <> '{}' then
      v_before := v_before || compiler.plan_policies(v_next."workspaceId", v_next.id, v_next."nameSingular", v_ids, '{}');
      v_rights := v_rights || compiler.plan_policies(v_next."workspaceId", v_next.id, v_next."nameSingular", '{}', v_ids);
    end if;
    if v_next.id = any (v_regrant) then
      v_rights := v_rights || compiler.plan_object_grants(v_next, false);
    end if;
  end loop;
  return compiler.plan_moves(v_objects) || v_before || compiler.plan_moves(v_fields) || v_rights;
end;
$plan_changes$;

comment on function compiler.plan_changes is 'Plan pass: the operations of all changes.';

revoke all on function compiler.plan_changes from public;
