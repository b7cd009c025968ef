/*
 * deleted: workspace
 *
 * What can be restored. Fields that were deleted with their object come back with
 * it and are not listed; of a relation both fields are, and either brings both.
 *
 * Expects: the claimed workspace, or of an operator any.
 * Returns: a row for each object and field, the latest first: what it was called
 *          (name is null of an object), when and by whom it was deleted, until when
 *          it is kept for certain, and the statement that brings it back.
 * Raises:  MC401 no such workspace, MC402 another than the claimed one.
 * Test:    test/functions/60-workspace/deleted.tap.sql
 */
create or replace function core.deleted(p_workspace_id uuid)
returns table (kind text, id uuid, object text, name text, "deletedAt" timestamptz, "deletedBy" text,
  "keptUntil" timestamptz, restore text)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $deleted$
begin
  perform compiler.check_asked_workspace(p_workspace_id);
  return query
  select d.kind, d.id, coalesce(o."nameSingular"::text, gone.definition ->> 'nameSingular'), d.definition ->> 'name',
    d."deletedAt", d."deletedBy", d."deletedAt" + make_interval(days => w."trashRetentionDays"),
    format('select core.restore_%s(%L)', lower(d.kind), d.id)
  from compiler.deleted d
  join core.workspace w on w.id = d.workspace_id
  left join core."objectMetadata" o on o.id = d.object_id and o."workspaceId" = d.workspace_id
  left join compiler.deleted gone on gone.id = d.object_id and gone.workspace_id = d.workspace_id
  where d.workspace_id = p_workspace_id and d.kind <> 'INDEX' and not d.with_object
  order by d."deletedAt" desc, d.kind desc, 3, 4;
end;
$deleted$;

comment on function core.deleted is 'What a workspace has deleted and can restore, until it is purged.';

revoke all on function core.deleted from public;
grant execute on function core.deleted to core_settings;
