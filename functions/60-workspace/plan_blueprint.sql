/*
 * plan_blueprint: workspace
 *
 * What core.apply_blueprint() would do: it does it, reads what it logged and
 * takes it all back, so that the two cannot disagree (but for the ids of what
 * would be new).
 *
 * Expects: see core.apply_blueprint().
 * Returns: the operations in order, of the kinds and with the SQL of
 *          core."workspaceMigration"; subject: a role, an object, object.field (of
 *          a relation the field that has the column) or an index; destructive:
 *          records or values are lost, and the subject has to be allowed.
 * Raises:  whatever core.apply_blueprint() raises, but MC701.
 * Test:    test/functions/60-workspace/plan_blueprint.tap.sql
 */
create or replace function core.plan_blueprint(p_workspace_id uuid, p_blueprint jsonb)
returns table ("position" integer, type text, subject text, sql text, destructive boolean)
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $plan_blueprint$
declare
  v_is_applied boolean;
  v_losses  jsonb := jsonb_path_query_array(core.compare_blueprint(p_workspace_id, p_blueprint),
    '$[*] ? (@.step == "LOSE").rows[*]');
  v_names   jsonb := '{}';  -- of objects and fields by id, those that go and those that come
  v_version bigint;
  v_entries jsonb;
begin
  select w."metadataVersion" into strict v_version from core.workspace w where w.id = p_workspace_id;
  begin
    foreach v_is_applied in array '{false,true}'::boolean[] loop
      if v_is_applied then
        perform core.apply_blueprint(p_workspace_id, p_blueprint,
          array(select l ->> 'subject' from jsonb_array_elements(v_losses) l));
      end if;
      select jsonb_object_agg(n.id, n.name) || v_names into v_names
      from (
        select o.id, o."nameSingular" as name from core."objectMetadata" o where o."workspaceId" = p_workspace_id
        union all
        select f.id, o."nameSingular" || '.' || f.name
        from core."fieldMetadata" f
        join core."objectMetadata" o on o.id = f."objectMetadataId"
        where f."workspaceId" = p_workspace_id
        union all
        select r.id, r.name from core.role r where r."workspaceId" = p_workspace_id
      ) n;
    end loop;
    select jsonb_agg(e.entry order by m.version, e.place) into v_entries
    from core."workspaceMigration" m
    cross join jsonb_array_elements(m.migrations) with ordinality e (entry, place)
    where m."workspaceId" = p_workspace_id and m.version > v_version;
    -- A code of its own, so that no failure is taken for it.
    raise exception using errcode = 'BPLAN';
  exception
    when sqlstate 'BPLAN' then null;  -- taken back
  end;

  return query
  select e.place::integer, e.entry ->> 'type',
    coalesce(
      case when e.entry ->> 'type' like '%\_INDEX' then substring(e.entry ->> 'sql' from '"(IDX_[^"]+)"') end,
      v_names ->> (e.entry ->> 'fieldId'), v_names ->> (e.entry ->> 'objectId'),
      v_names ->> (e.entry ->> 'roleId')),
    e.entry ->> 'sql',
    exists (
      select from jsonb_array_elements(v_losses) l
      where case e.entry ->> 'type'
        when 'DELETE_OBJECT' then l -> 'id' = e.entry -> 'objectId'
        when 'DELETE_FIELD' then l -> 'id' = e.entry -> 'fieldId'
        -- Of the steps of a changed column, those that rewrite its values.
        when 'UPDATE_FIELD' then l -> 'id' = e.entry -> 'fieldId'
          and e.entry ->> 'sql' ~ '^(update \S+ set |alter table \S+ alter column \S+ type \S.* using )'
        else false
      end)
  from jsonb_array_elements(v_entries) with ordinality e (entry, place)
  order by e.place;
end;
$plan_blueprint$;

comment on function core.plan_blueprint is
  'What applying a blueprint would do and lose, operation by operation. Changes nothing.';

revoke all on function core.plan_blueprint from public;
grant execute on function core.plan_blueprint to core_settings;
