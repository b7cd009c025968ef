/*
 * plan_pending: validate -> PLAN -> emit -> apply -> log
 *
 * The operations for all pending rows of some objects: each object with its
 * fields, then the relations. A RELATION field without a relation row waits.
 *
 * Expects: valid, whole metadata (derive_relations()), as read_pending() read it.
 * Returns: one row: the operations in order, and the ids of the rows that they compile.
 * Test:    test/functions/20-plan/plan_pending.tap.sql
 */
create or replace function compiler.plan_pending(
  p_workspace_id uuid, p_pending compiler.pending,
  out operations compiler.operation[], out compiled_ids uuid[])
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_pending$
declare
  v_grants   jsonb := case when p_pending.new_object_ids <> '{}' then compiler.plan_grants(p_workspace_id) end;
  v_roles    text[] := case when p_pending.new_object_ids <> '{}' then compiler.unrestricted_roles(p_workspace_id, null) end;
  v_has_new  boolean;          -- fields of the object
  v_joined   uuid[] := '{}';   -- fields that a relation joins
  v_object   core."objectMetadata";
  v_field    core."fieldMetadata";
  v_relation core."relationMetadata";
begin
  operations := '{}';
  compiled_ids := '{}';
  foreach v_relation in array p_pending.relations loop
    v_joined := v_joined || v_relation."fromFieldMetadataId" || v_relation."toFieldMetadataId";
  end loop;

  foreach v_object in array p_pending.objects loop
    if v_object.id = any (p_pending.new_object_ids) then
      operations := operations || compiler.plan_object(v_object, v_grants, v_roles);
      compiled_ids := compiled_ids || v_object.id;
    end if;
    v_has_new := false;
    foreach v_field in array p_pending.fields loop
      continue when v_field."objectMetadataId" <> v_object.id
        or (v_field.type = 'RELATION' and v_field.id <> all (v_joined));
      operations := operations || compiler.plan_field(
        v_field, v_object."nameSingular", v_object.id = any (p_pending.new_object_ids));
      compiled_ids := compiled_ids || v_field.id;
      v_has_new := true;
    end loop;
    -- Rights by column do not cover a new one.
    if (v_has_new or v_object.id = any (p_pending.new_object_ids)) and compiler.has_column_rights(p_workspace_id, v_object.id) then
      operations := operations || compiler.plan_object_grants(v_object);
    end if;
  end loop;

  foreach v_relation in array p_pending.relations loop
    if v_relation."relationType" <> 'MANY_TO_MANY' then
      operations := operations || compiler.plan_relation(v_relation);
    end if;
    compiled_ids := compiled_ids || v_relation.id;
  end loop;
end;
$plan_pending$;

comment on function compiler.plan_pending is 'Plan pass: the operations for all pending rows of some objects.';

revoke all on function compiler.plan_pending from public;
