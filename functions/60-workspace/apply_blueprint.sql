/*
 * apply_blueprint: workspace
 *
 * Makes a workspace what a blueprint says (docs/blueprints.md), by plain INSERT,
 * UPDATE and DELETE of metadata in the caller's name: the triggers compile it as
 * they compile any other change. Not a definer, since they skip what the owner
 * writes.
 *
 * In rounds: a new field is created by one and named as an identifier by the
 * next. That nothing differs any more is what ends it.
 *
 * Expects: the claimed workspace; of an operator without a claim, any; in
 *          p_allow the subjects of what may be lost, as core.plan_blueprint()
 *          shows them.
 * Returns: the number of operations.
 * Raises:  MC701 something would be lost that is not allowed; MC702 and others of
 *          core.compare_blueprint(); whatever the compiler refuses.
 * Test:    test/functions/60-workspace/apply_blueprint.tap.sql
 */
create or replace function core.apply_blueprint(p_workspace_id uuid, p_blueprint jsonb, p_allow text[] default '{}')
returns integer
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $apply_blueprint$
declare
  v_version bigint;
  v_steps   jsonb;
  v_step    record;
  v_losses  text;
begin
  if current_user = 'compiler' then
    raise exception 'a blueprint is not applied as the compiler'
      using errcode = '42501', detail = 'What its owner writes is not compiled.', hint = 'RESET ROLE first.';
  end if;
  for v_round in 1 .. 9 loop
    v_steps := core.compare_blueprint(p_workspace_id, p_blueprint);
    if v_round = 1 then
      select w."metadataVersion" into strict v_version from core.workspace w where w.id = p_workspace_id;
    end if;
    exit when v_steps = '[]';
    if v_round = 9 then
      raise exception 'the blueprint does not come to rest'
        using errcode = 'MC901', detail = left(v_steps::text, 1000),
              hint = 'This is a mistake of the compiler; please report it.';
    end if;
    select string_agg(format('%s: %s.', l.subject, l.reason), E'\n' order by l.subject) into v_losses
    from jsonb_to_recordset(jsonb_path_query_array(v_steps, '$[*] ? (@.step == "LOSE").rows[*]'))
      l (subject text, reason text)
    where l.subject <> all (coalesce(p_allow, '{}'));
    if v_losses is not null then
      raise exception 'the blueprint would lose what is not allowed to be lost'
        using errcode = 'MC701', detail = v_losses, hint = 'Name these in p_allow, such as ''{project.status}''.';
    end if;

    for v_step in
      select s ->> 'step' as step, s -> 'rows' as rows from jsonb_array_elements(v_steps) s
    loop
      case v_step.step
        when 'LOSE' then
          null;  -- allowed, see above
        when 'DELETE_ROW_PERMISSION' then
          delete from core."rowPermission" p
          using jsonb_populate_recordset(null::core."rowPermission", v_step.rows) r where p.id = r.id;
        when 'DELETE_FIELD_PERMISSION' then
          delete from core."fieldPermission" p
          using jsonb_populate_recordset(null::core."fieldPermission", v_step.rows) r where p.id = r.id;
        when 'DELETE_OBJECT_PERMISSION' then
          delete from core."objectPermission" p
          using jsonb_populate_recordset(null::core."objectPermission", v_step.rows) r where p.id = r.id;
        when 'CREATE_ROLE' then
          insert into core.role ("workspaceId", name, description, "canUpdateAllSettings", "canReadAllObjectRecords",
            "canUpdateAllObjectRecords", "canSoftDeleteAllObjectRecords", "canDestroyAllObjectRecords")
          select p_workspace_id, r.name, r.description, r."canUpdateAllSettings", r."canReadAllObjectRecords",
            r."canUpdateAllObjectRecords", r."canSoftDeleteAllObjectRecords", r."canDestroyAllObjectRecords"
          from jsonb_populate_recordset(null::core.role, v_step.rows) r;
        when 'UPDATE_ROLE' then
          update core.role a
          set description = r.description, "canUpdateAllSettings" = r."canUpdateAllSettings",
            "canReadAllObjectRecords" = r."canReadAllObjectRecords",
            "canUpdateAllObjectRecords" = r."canUpdateAllObjectRecords",
            "canSoftDeleteAllObjectRecords" = r."canSoftDeleteAllObjectRecords",
            "canDestroyAllObjectRecords" = r."canDestroyAllObjectRecords"
          from jsonb_populate_recordset(null::core.role, v_step.rows) r where a.id = r.id;
        when 'DELETE_INDEX' then
          delete from core."indexMetadata" i
          using jsonb_populate_recordset(null::core."indexMetadata", v_step.rows) r where i.id = r.id;
        when 'DELETE_FIELD' then
          delete from core."fieldMetadata" f
          using jsonb_populate_recordset(null::core."fieldMetadata", v_step.rows) r where f.id = r.id;
        when 'DELETE_OBJECT' then
          delete from core."objectMetadata" o
          using jsonb_populate_recordset(null::core."objectMetadata", v_step.rows) r where o.id = r.id;
        when 'CLEAR_OBJECT' then
          update core."objectMetadata" o
          set "labelIdentifierFieldMetadataId" = r."labelIdentifierFieldMetadataId",
            "imageIdentifierFieldMetadataId" = r."imageIdentifierFieldMetadataId"
          from jsonb_populate_recordset(null::core."objectMetadata", v_step.rows) r where o.id = r.id;
        when 'UPDATE_OBJECT' then
          update core."objectMetadata" o
          set "namePlural" = r."namePlural", "labelSingular" = r."labelSingular", "labelPlural" = r."labelPlural",
            description = r.description, icon = r.icon, "isActive" = r."isActive",
            "labelIdentifierFieldMetadataId" = r."labelIdentifierFieldMetadataId",
            "imageIdentifierFieldMetadataId" = r."imageIdentifierFieldMetadataId"
          from jsonb_populate_recordset(null::core."objectMetadata", v_step.rows) r where o.id = r.id;
        when 'CREATE_OBJECT' then
          insert into core."objectMetadata"
            (id, "workspaceId", "nameSingular", "namePlural", "labelSingular", "labelPlural", description, icon)
          select r.id, p_workspace_id, r."nameSingular", r."namePlural", r."labelSingular", r."labelPlural",
            r.description, r.icon
          from jsonb_array_elements(v_step.rows) with ordinality e (row, place)
          cross join lateral jsonb_populate_record(null::core."objectMetadata", e.row) r
          order by e.place;
        when 'UPDATE_FIELD' then
          update core."fieldMetadata" f
          set name = r.name, label = r.label, description = r.description, icon = r.icon, type = r.type,
            settings = r.settings, "defaultValue" = r."defaultValue", "isActive" = r."isActive",
            "isNullable" = r."isNullable", "isUnique" = r."isUnique"
          from jsonb_populate_recordset(null::core."fieldMetadata", v_step.rows) r where f.id = r.id;
        when 'CREATE_FIELD' then
          insert into core."fieldMetadata"
            ("workspaceId", "objectMetadataId", name, label, description, icon, type, settings, "defaultValue",
             "isNullable", "isUnique")
          select p_workspace_id, r."objectMetadataId", r.name, r.label, r.description, r.icon, r.type, r.settings,
            r."defaultValue", r."isNullable", r."isUnique"
          from jsonb_array_elements(v_step.rows) with ordinality e (row, place)
          cross join lateral jsonb_populate_record(null::core."fieldMetadata", e.row) r
          order by e.place;
        when 'CREATE_INDEX' then
          insert into core."indexMetadata" ("workspaceId", "objectMetadataId", fields, "isUnique", "where", "indexType")
          select p_workspace_id, r."objectMetadataId", r.fields, r."isUnique", r."where", r."indexType"
          from jsonb_array_elements(v_step.rows) with ordinality e (row, place)
          cross join lateral jsonb_populate_record(null::core."indexMetadata", e.row) r
          order by e.place;
        when 'WRITE_OBJECT_PERMISSION' then
          insert into core."objectPermission" ("workspaceId", "roleId", "objectMetadataId", "canReadObjectRecords",
            "canCreateObjectRecords", "canUpdateObjectRecords", "canSoftDeleteObjectRecords", "canDestroyObjectRecords")
          select p_workspace_id, r."roleId", r."objectMetadataId", r."canReadObjectRecords", r."canCreateObjectRecords",
            r."canUpdateObjectRecords", r."canSoftDeleteObjectRecords", r."canDestroyObjectRecords"
          from jsonb_populate_recordset(null::core."objectPermission", v_step.rows) r
          on conflict ("workspaceId", "roleId", "objectMetadataId") do update
          set "canReadObjectRecords" = excluded."canReadObjectRecords",
            "canCreateObjectRecords" = excluded."canCreateObjectRecords",
            "canUpdateObjectRecords" = excluded."canUpdateObjectRecords",
            "canSoftDeleteObjectRecords" = excluded."canSoftDeleteObjectRecords",
            "canDestroyObjectRecords" = excluded."canDestroyObjectRecords";
        when 'WRITE_FIELD_PERMISSION' then
          insert into core."fieldPermission"
            ("workspaceId", "roleId", "objectMetadataId", "fieldMetadataId", "canReadFieldValue", "canUpdateFieldValue")
          select p_workspace_id, r."roleId", r."objectMetadataId", r."fieldMetadataId", r."canReadFieldValue", r."canUpdateFieldValue"
          from jsonb_populate_recordset(null::core."fieldPermission", v_step.rows) r
          on conflict ("workspaceId", "roleId", "fieldMetadataId") do update
          set "canReadFieldValue" = excluded."canReadFieldValue", "canUpdateFieldValue" = excluded."canUpdateFieldValue";
        when 'WRITE_ROW_PERMISSION' then
          insert into core."rowPermission"
            ("workspaceId", "roleId", "objectMetadataId", "readFilter", "updateFilter", "softDeleteFilter", "destroyFilter")
          select p_workspace_id, r."roleId", r."objectMetadataId", r."readFilter", r."updateFilter", r."softDeleteFilter", r."destroyFilter"
          from jsonb_populate_recordset(null::core."rowPermission", v_step.rows) r
          on conflict ("workspaceId", "roleId", "objectMetadataId") do update
          set "readFilter" = excluded."readFilter", "updateFilter" = excluded."updateFilter",
            "softDeleteFilter" = excluded."softDeleteFilter", "destroyFilter" = excluded."destroyFilter";
      end case;
    end loop;
  end loop;
  -- What is asked at commit is asked now, so that core.plan_blueprint() knows the answer.
  set constraints all immediate;
  set constraints all deferred;
  return (
    select coalesce(sum(jsonb_array_length(m.migrations)), 0)
    from core."workspaceMigration" m where m."workspaceId" = p_workspace_id and m.version > v_version);
end;
$apply_blueprint$;

comment on function core.apply_blueprint is
  'Makes a workspace what a blueprint says. What would be lost has to be allowed by name.';

revoke all on function core.apply_blueprint from public;
grant execute on function core.apply_blueprint to core_settings;
