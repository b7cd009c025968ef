/*
 * plan_everything: validate -> PLAN -> emit -> apply -> log
 *
 * A whole workspace as its metadata is now, made anew: what the changes of its
 * history add up to, when they are right.
 *
 * Expects: whole metadata; the rows of deleted objects written again, under the
 *          names that their tables have (revive_deleted()).
 * Returns: the operations, in an order in which they can run.
 * Test:    test/functions/20-plan/plan_everything.tap.sql
 */
create or replace function compiler.plan_everything(p_workspace_id uuid)
returns compiler.operation[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_everything$
declare
  v_grants   jsonb := compiler.plan_grants(p_workspace_id);
  v_roles    text[] := compiler.unrestricted_roles(p_workspace_id, null);
  v_object   core."objectMetadata";
  v_field    core."fieldMetadata";
  v_relation core."relationMetadata";
  v_rights   compiler.operation;
  v_restricted uuid[];  -- row permissions
  v_result   compiler.operation[] := compiler.plan_workspace(p_workspace_id);
begin
  for v_object in select o.* from core."objectMetadata" o where o."workspaceId" = p_workspace_id order by o.ordinal loop
    v_result := v_result || compiler.plan_object(v_object, v_grants, v_roles);
    -- Hidden columns first: others may have taken their names.
    for v_field in
      select f.*
      from compiler.deleted d
      cross join lateral jsonb_populate_record(null::core."fieldMetadata", d.definition) f
      where d.workspace_id = p_workspace_id and d.object_id = v_object.id and d.kind = 'FIELD' and not d.with_object
      order by f.ordinal
    loop
      v_result := v_result || array(
        select p
        from unnest(compiler.plan_field(v_field, v_object."nameSingular", true)
          || compiler.plan_field_deletion(v_field, v_object."nameSingular")) p
        where p.type in ('CREATE_FIELD', 'DELETE_FIELD'));
    end loop;
    for v_field in select f.* from core."fieldMetadata" f where f."objectMetadataId" = v_object.id order by f.ordinal loop
      continue when v_field.type = 'RELATION' and not exists (
        select from core."relationMetadata" r where v_field.id in (r."fromFieldMetadataId", r."toFieldMetadataId"));
      v_result := v_result || compiler.plan_field(v_field, v_object."nameSingular", true);
    end loop;
    v_result := v_result || array(
      select compiler.plan_index(i, v_object."nameSingular", compiler.index_columns(i, false))
      from core."indexMetadata" i where i."objectMetadataId" = v_object.id order by i.ordinal);
    v_rights := compiler.plan_object_grants(v_object);
    if v_rights.grants <> v_grants then
      v_result := v_result || v_rights;
    end if;
    v_restricted := array(select p.id from core."rowPermission" p where p."objectMetadataId" = v_object.id);
    if v_restricted <> '{}' then
      v_result := v_result
        || compiler.plan_policies(p_workspace_id, v_object.id, v_object."nameSingular", '{}', v_restricted);
    end if;
  end loop;
  for v_relation in
    select r.* from core."relationMetadata" r
    where r."workspaceId" = p_workspace_id and r."relationType" <> 'MANY_TO_MANY'
    order by r."createdAt", r.id
  loop
    v_result := v_result || compiler.plan_relation(v_relation);
  end loop;
  -- A hidden table has no indexes: their names are the object's.
  return array(
    select p
    from unnest(v_result) p
    where p.type <> 'CREATE_INDEX' or not exists (
      select from compiler.deleted d where d.workspace_id = p_workspace_id and d.id = p.object_id));
end;
$plan_everything$;

comment on function compiler.plan_everything is 'Plan pass: the operations that make a whole workspace anew.';

revoke all on function compiler.plan_everything from public;
