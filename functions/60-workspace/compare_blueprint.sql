/*
 * compare_blueprint: workspace
 *
 * What core.apply_blueprint() has to write, and what that costs. It reads tables
 * that its caller may not; it writes nothing.
 *
 * Expects: the claimed workspace; of an operator without a claim, any.
 * Returns: [{ step, rows }] in the order in which they can be written, LOSE first
 *          (what is lost: id, subject, reason); [] when nothing differs.
 * Raises:  MC401 and MC402 the workspace, MC702 a malformed blueprint, 55P03
 *          another session changes the workspace.
 * Test:    test/functions/60-workspace/compare_blueprint.tap.sql
 */
create or replace function core.compare_blueprint(p_workspace_id uuid, p_blueprint jsonb)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $compare_blueprint$
declare
  v_objects jsonb;
  v_ids     jsonb;
  v_changes jsonb;
  v_gone    uuid[];
  v_made    text[];
  v_item    record;
begin
  perform compiler.lock_asked_workspace(p_workspace_id);
  perform compiler.raise_faults(compiler.validate_blueprint(p_blueprint));
  select coalesce(jsonb_agg(
      compiler.full_object(o.object, compiler.standard_object(o.object ->> 'nameSingular')) order by o.place), '[]')
  into v_objects
  from jsonb_array_elements(p_blueprint -> 'objects') with ordinality o (object, place);
  perform compiler.raise_faults(compiler.validate_blueprint_in_workspace(p_workspace_id, v_objects));

  v_changes := compiler.plan_blueprint_roles(p_workspace_id, p_blueprint)
    || compiler.plan_blueprint_deletions(p_workspace_id, v_objects);
  -- A relation goes as a whole.
  select coalesce(array_agg(id), '{}') || coalesce(array_agg(compiler.other_field_id(id)), '{}') into v_gone
  from (
    select (c -> 'row' ->> 'id')::uuid from jsonb_array_elements(v_changes) c where c ->> 'step' = 'DELETE_FIELD'
  ) deleted (id);
  v_gone := array_remove(v_gone, null);
  v_changes := v_changes || compiler.plan_blueprint_dependents(p_workspace_id, v_gone);

  -- A junction object comes with its field; what the blueprint says of it is the next round's.
  v_made := array(
    select f.field -> 'settings' ->> 'junctionObjectName'
    from jsonb_array_elements(v_objects) o (object)
    cross join jsonb_array_elements(o.object -> 'fields') f (field)
    where f.field -> 'settings' ? 'junctionObjectName'
      and not exists (
        select from core."fieldMetadata" a
        join core."objectMetadata" on_object on on_object.id = a."objectMetadataId"
        where on_object."workspaceId" = p_workspace_id and on_object."nameSingular" = o.object ->> 'nameSingular'
          and a.name = f.field ->> 'name' and a.id <> all (v_gone)));
  select jsonb_object_agg(o.name, coalesce(a.id, gen_random_uuid())) into v_ids
  from (
    select e ->> 'nameSingular' from jsonb_array_elements(v_objects) e
    union
    select s."nameSingular" from core."objectMetadata" s where s."workspaceId" = p_workspace_id
  ) o (name)
  left join core."objectMetadata" a on a."workspaceId" = p_workspace_id and a."nameSingular" = o.name
  where a.id is not null or o.name <> all (v_made);
  for v_item in
    select o.object, a as actual
    from jsonb_array_elements(v_objects) with ordinality o (object, place)
    left join core."objectMetadata" a
      on a."workspaceId" = p_workspace_id and a."nameSingular" = o.object ->> 'nameSingular'
    where v_ids ? (o.object ->> 'nameSingular')
    order by o.place
  loop
    v_changes := v_changes || compiler.plan_blueprint_object(v_item.object, v_item.actual, v_ids, v_gone);
  end loop;

  if v_made <> '{}' and not jsonb_path_exists(v_changes, '$[*] ? (@.step == "CREATE_FIELD")') then
    perform compiler.raise_faults(array[compiler.blueprint_fault('objects', to_jsonb(v_made),
      'let no two of these junction objects wait for each other')]);
  end if;
  v_changes := v_changes || compiler.plan_blueprint_permissions(p_workspace_id, p_blueprint, v_changes = '[]');
  return (
    select coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'rows', s.rows) order by s.place), '[]')
    from (
      select o.step, o.place, jsonb_agg(c.row order by c.place) as rows
      from unnest('{LOSE,DELETE_ROW_PERMISSION,DELETE_FIELD_PERMISSION,DELETE_OBJECT_PERMISSION,CREATE_ROLE,UPDATE_ROLE,DELETE_INDEX,CLEAR_OBJECT,DELETE_FIELD,DELETE_OBJECT,UPDATE_OBJECT,
          CREATE_OBJECT,UPDATE_FIELD,CREATE_FIELD,CREATE_INDEX,WRITE_OBJECT_PERMISSION,WRITE_FIELD_PERMISSION,
          WRITE_ROW_PERMISSION}'::text[]) with ordinality o (step, place)
      join (
        select change ->> 'step' as step, change -> 'row' as row, min(place) as place
        from jsonb_array_elements(v_changes) with ordinality c (change, place)
        group by 1, 2
      ) c on c.step = o.step
      group by o.step, o.place
    ) s);
end;
$compare_blueprint$;

comment on function core.compare_blueprint is
  'What applying a blueprint would write, and lose; core.plan_blueprint() shows it for people.';

revoke all on function core.compare_blueprint from public;
grant execute on function core.compare_blueprint to core_settings;
