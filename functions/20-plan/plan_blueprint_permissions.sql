/*
 * plan_blueprint_permissions: validate -> PLAN -> emit -> apply -> log
 *
 * How the permissions of the roles that a blueprint lists become what it says.
 * Those that are to be otherwise go before objects, fields and roles change, which
 * they could be in the way of, and come once these are there.
 *
 * Expects: a blueprint of valid form; whether nothing else is left to do.
 * Returns: [{ step, row }].
 * Raises:  MC702 a permission on what neither blueprint nor workspace has.
 * Test:    test/functions/20-plan/plan_blueprint_permissions.tap.sql
 */
create or replace function compiler.plan_blueprint_permissions(p_workspace_id uuid, p_blueprint jsonb, p_is_last boolean)
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $plan_blueprint_permissions$
declare
  v_wanted jsonb;
begin
  select coalesce(jsonb_agg(jsonb_build_object('kind', k.kind, 'roleId', r.id, 'objectMetadataId', o.id, 'fieldMetadataId', f.id,
    'values', compiler.permission_values(i.item), 'item', i.item,
    'place', format('roles[%s].%s[%s]', e.place - 1, k.key, i.place - 1)) order by e.place, k.key, i.place), '[]')
  into v_wanted
  from jsonb_array_elements(p_blueprint -> 'roles') with ordinality e (role, place)
  join core.role r on r."workspaceId" = p_workspace_id and r.name = e.role ->> 'name'
  cross join (values ('OBJECT', 'objectPermissions'), ('FIELD', 'fieldPermissions'), ('ROW', 'rowPermissions')) k (kind, key)
  cross join lateral jsonb_array_elements(e.role -> k.key) with ordinality i (item, place)
  left join core."objectMetadata" o on o."workspaceId" = p_workspace_id
    and o."nameSingular" = coalesce(i.item ->> 'object', split_part(i.item ->> 'field', '.', 1))
  left join core."fieldMetadata" f on f."objectMetadataId" = o.id and f.name = split_part(i.item ->> 'field', '.', 2);
  if p_is_last then
    perform compiler.raise_faults(array(
      select case w ->> 'kind'
        when 'FIELD' then compiler.blueprint_fault(w ->> 'place' || '.field', w -> 'item' -> 'field',
          'give the names of an object and of a field of it, such as product.price')
        else compiler.blueprint_fault(w ->> 'place' || '.object', w -> 'item' -> 'object', 'give the nameSingular of an object')
        end
      from jsonb_array_elements(v_wanted) w
      where w ->> case w ->> 'kind' when 'FIELD' then 'fieldMetadataId' else 'objectMetadataId' end is null));
  end if;

  return (
    with listed as (
      select r.id, r.name
      from core.role r
      where r."workspaceId" = p_workspace_id
        and r.name in (select e ->> 'name' from jsonb_array_elements(p_blueprint -> 'roles') e)
    ),
    wanted as (
      select w ->> 'kind' as kind, (w ->> 'roleId')::uuid as role_id, (w ->> 'objectMetadataId')::uuid as object_id,
        (w ->> 'fieldMetadataId')::uuid as field_id, w -> 'values' as given
      from jsonb_array_elements(v_wanted) w
      where w ->> 'objectMetadataId' is not null and (w ->> 'kind' <> 'FIELD' or w ->> 'fieldMetadataId' is not null)
    ),
    implied as (
      select 'FIELD' as kind, l.id as role_id, f."objectMetadataId" as object_id, f.id as field_id,
        compiler.access_of_role(f.settings, l.name) as given
      from core."fieldMetadata" f
      cross join listed l
      where f."workspaceId" = p_workspace_id and f.type <> 'RELATION' and f.settings ?| '{permissions,accessLevel}' and l.name <> 'ADMIN'
    ),
    actual as (
      select 'OBJECT' as kind, p.id, p."roleId" as role_id, p."objectMetadataId" as object_id, null::uuid as field_id, to_jsonb(p) as row
      from core."objectPermission" p
      union all
      select 'FIELD', p.id, p."roleId", p."objectMetadataId", p."fieldMetadataId", to_jsonb(p) from core."fieldPermission" p
      union all
      select 'ROW', p.id, p."roleId", p."objectMetadataId", null, to_jsonb(p) from core."rowPermission" p
    ),
    pair as (
      select k.kind, k.role_id, k.object_id, k.field_id, a.id, coalesce(w.given, i.given, '{}') as expected,
        compiler.permission_values(a.row) as actual
      from (
        select kind, role_id, object_id, field_id from wanted
        union
        select kind, role_id, object_id, field_id from implied
        union
        select a.kind, a.role_id, a.object_id, a.field_id
        from actual a
        join core."objectMetadata" o on o.id = a.object_id
        where a.role_id in (select l.id from listed l)
          and (a.kind <> 'FIELD' or exists (select from core."fieldMetadata" f where f.id = a.field_id))
      ) k
      left join wanted w on (w.kind, w.role_id, w.object_id) = (k.kind, k.role_id, k.object_id) and w.field_id is not distinct from k.field_id
      left join implied i on (i.kind, i.role_id, i.field_id) = (k.kind, k.role_id, k.field_id)
      left join actual a on (a.kind, a.role_id, a.object_id) = (k.kind, k.role_id, k.object_id) and a.field_id is not distinct from k.field_id
    )
    select coalesce(jsonb_agg(case
        when p.expected = '{}' or not p_is_last then jsonb_build_object('step', format('DELETE_%s_PERMISSION', p.kind),
          'row', jsonb_build_object('id', p.id))
        else jsonb_build_object('step', format('WRITE_%s_PERMISSION', p.kind),
          'row', jsonb_strip_nulls(jsonb_build_object('roleId', p.role_id, 'objectMetadataId', p.object_id, 'fieldMetadataId', p.field_id))
            || p.expected)
      end order by p.kind, p.role_id, p.object_id, p.field_id), '[]')
    from pair p
    where p.expected <> p.actual and (p_is_last or p.id is not null));
end;
$plan_blueprint_permissions$;

comment on function compiler.plan_blueprint_permissions is 'Plan pass: how permissions become what a blueprint says.';

revoke all on function compiler.plan_blueprint_permissions from public;
