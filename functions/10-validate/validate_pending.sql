/*
 * validate_pending: VALIDATE -> plan -> emit -> apply -> log
 *
 * All faults of all pending rows of some objects, raised at once.
 *
 * Expects: the workspace, locked; its schema; the objects of touched_objects().
 * Raises:  MC…, see the functions that it calls; MC401 a field of no object of
 *          this workspace.
 * Test:    test/functions/10-validate/validate_pending.tap.sql
 */
create or replace function compiler.validate_pending(
  p_workspace_id uuid, p_schema_name text, p_object_ids uuid[])
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $validate_pending$
declare
  v_faults  compiler.fault[] := '{}';
  v_objects uuid[] := '{}';
  v_pending record;
begin
  for v_pending in
    select o as object
    from core."objectMetadata" o
    where o.id = any (p_object_ids) and o."workspaceId" = p_workspace_id
      and not exists (select from compiler.compiled c where c.id = o.id)
    order by o.ordinal
  loop
    v_objects := v_objects || (v_pending.object).id;
    v_faults := v_faults || compiler.validate_object(v_pending.object);
  end loop;
  if v_objects <> '{}' then
    v_faults := v_faults || compiler.validate_object_names(p_workspace_id, v_objects);
  end if;

  for v_pending in
    select f as field, o."nameSingular" as table_name,
      exists (select from compiler.compiled c where c.id = o.id) as has_table
    from core."fieldMetadata" f
    left join core."objectMetadata" o on o.id = f."objectMetadataId" and o."workspaceId" = p_workspace_id
    where f."objectMetadataId" = any (p_object_ids) and f."workspaceId" = p_workspace_id
      and not exists (select from compiler.compiled c where c.id = f.id)
    order by f.ordinal
  loop
    if v_pending.table_name is null then
      v_faults := v_faults || row('MC401',
        format('field %s belongs to no object', compiler.shown((v_pending.field).name)),
        format('No object of this workspace has the id %s.', (v_pending.field)."objectMetadataId"),
        'Give the id of an object of this workspace as objectMetadataId.')::compiler.fault;
      continue;
    end if;
    v_faults := v_faults || compiler.validate_field(v_pending.field);
    if v_pending.has_table and not (v_pending.field)."isNullable" then
      v_faults := v_faults || array_remove(
        array[compiler.validate_not_null(p_schema_name, v_pending.table_name, v_pending.field)], null);
    end if;
  end loop;

  for v_pending in
    select r as relation
    from core."relationMetadata" r
    where r."workspaceId" = p_workspace_id
      and (r."fromObjectMetadataId" = any (p_object_ids) or r."toObjectMetadataId" = any (p_object_ids))
      and not exists (select from compiler.compiled c where c.id = r.id)
  loop
    v_faults := v_faults || compiler.validate_relation(v_pending.relation);
  end loop;

  perform compiler.raise_faults(v_faults);
end;
$validate_pending$;

comment on function compiler.validate_pending is 'Validate pass: raises the faults of all pending rows.';

revoke all on function compiler.validate_pending from public;
