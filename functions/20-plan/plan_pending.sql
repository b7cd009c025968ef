/*
 * plan_pending: validate -> PLAN -> emit -> apply -> log
 *
 * The operations for all pending rows of some objects: each object with its
 * fields, then the relations. A RELATION field without a relation row waits.
 *
 * Expects: valid, whole metadata (derive_relations()); the objects of touched_objects().
 * Returns: one row: the operations in order, and the ids of the rows that they compile.
 * Test:    test/functions/20-plan/plan_pending.tap.sql
 */
create or replace function compiler.plan_pending(
  p_workspace_id uuid, p_object_ids uuid[],
  out operations compiler.operation[], out compiled_ids uuid[])
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_pending$
declare
  v_grants  jsonb;
  v_object  record;
  v_field   core."fieldMetadata";
  v_pending record;
begin
  operations := '{}';
  compiled_ids := '{}';
  for v_object in
    select o as object, o.id, o."nameSingular" as table_name,
      not exists (select from compiler.compiled c where c.id = o.id) as is_new
    from core."objectMetadata" o
    where o.id = any (p_object_ids)
    order by o.ordinal
  loop
    if v_object.is_new then
      v_grants := coalesce(v_grants, compiler.plan_grants(p_workspace_id));
      operations := operations || compiler.plan_object(v_object.object, v_grants);
      compiled_ids := compiled_ids || v_object.id;
    end if;
    for v_field in
      select f.*
      from core."fieldMetadata" f
      where f."objectMetadataId" = v_object.id
        and not exists (select from compiler.compiled c where c.id = f.id)
        and (f.type <> 'RELATION' or exists (
          select from core."relationMetadata" r where f.id in (r."fromFieldMetadataId", r."toFieldMetadataId")))
      order by f.ordinal
    loop
      operations := operations || compiler.plan_field(v_field, v_object.table_name, v_object.is_new);
      compiled_ids := compiled_ids || v_field.id;
    end loop;
  end loop;

  for v_pending in
    select r as relation, ff as from_field, fo."nameSingular" as from_table, tf as to_field, o."nameSingular" as to_table
    from core."relationMetadata" r
    join core."fieldMetadata" ff on ff.id = r."fromFieldMetadataId"
    join core."objectMetadata" fo on fo.id = r."fromObjectMetadataId"
    join core."fieldMetadata" tf on tf.id = r."toFieldMetadataId"
    join core."objectMetadata" o on o.id = r."toObjectMetadataId"
    where r."toObjectMetadataId" = any (p_object_ids)
      and not exists (select from compiler.compiled c where c.id = r.id)
    order by tf.ordinal
  loop
    operations := operations || compiler.plan_relation(v_pending.relation,
      v_pending.from_field, v_pending.from_table, v_pending.to_field, v_pending.to_table);
    compiled_ids := compiled_ids || (v_pending.relation).id;
  end loop;
end;
$plan_pending$;

comment on function compiler.plan_pending is 'Plan pass: the operations for all pending rows of some objects.';

revoke all on function compiler.plan_pending from public;
