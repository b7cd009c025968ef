/*
 * keep_deleted: validate -> plan -> emit -> apply -> LOG
 *
 * Remembers deleted objects, with their indexes, and fields as they were, for
 * core.restore_object() and core.restore_field(). The list side of a relation is
 * kept with the side that has the column.
 *
 * Expects: changes whose rows are still in compiler.compiled.
 * Test:    test/functions/60-workspace/keep_deleted.tap.sql
 */
create or replace function compiler.keep_deleted(p_workspace_id uuid, p_changes compiler.changes)
returns void
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $keep_deleted$
begin
  insert into compiler.deleted (id, workspace_id, kind, object_id, definition, relations, with_object, "deletedBy")
  select c.id, p_workspace_id, c.kind, c.object_id, c.definition,
    coalesce((
      select jsonb_agg(r.definition)
      from compiler.compiled r
      where r.workspace_id = p_workspace_id and r.kind = 'RELATION'
        and (c.id::text in (r.definition ->> 'fromFieldMetadataId', r.definition ->> 'toFieldMetadataId'))), '[]'),
    c.kind <> 'OBJECT' and exists (
      select from unnest(p_changes.objects) o where (o.previous).id = c.object_id and (o.next).id is null)
    -- A relation with another object goes before its object does, though one statement deletes both.
    and not exists (
      select
      from compiler.compiled r
      where r.workspace_id = p_workspace_id and r.kind = 'RELATION'
        and c.id::text in (r.definition ->> 'fromFieldMetadataId', r.definition ->> 'toFieldMetadataId')
        and r.definition -> 'fromObjectMetadataId' <> r.definition -> 'toObjectMetadataId'),
    coalesce(nullif(current_setting('jwt.claims.sub', true), ''), session_user)
  from compiler.compiled c
  where c.id in (
      select (o.previous).id from unnest(p_changes.objects) o where (o.next).id is null
      union all
      select (f.previous).id from unnest(p_changes.fields) f where (f.next).id is null)
    or (c.kind = 'INDEX' and c.object_id in (
      select (o.previous).id from unnest(p_changes.objects) o where (o.next).id is null));
end;
$keep_deleted$;

comment on function compiler.keep_deleted is 'Log pass: remembers what was deleted.';

revoke all on function compiler.keep_deleted from public;
