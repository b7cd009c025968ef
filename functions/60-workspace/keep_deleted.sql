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
declare
  v_object compiler.object_change;
  v_field  compiler.field_change;
  v_ids    uuid[] := '{}';
begin
  foreach v_object in array p_changes.objects loop
    if (v_object.next).id is null then
      v_ids := v_ids || (v_object.previous).id;
    end if;
  end loop;
  foreach v_field in array p_changes.fields loop
    if (v_field.next).id is null then
      v_ids := v_ids || (v_field.previous).id;
    end if;
  end loop;
  if v_ids = '{}' then
    return;
  end if;
  insert into compiler.deleted (id, workspace_id, kind, object_id, definition, relations, with_object, "deletedBy")
  select c.id, p_workspace_id, c.kind, c.object_id, c.definition,
    coalesce((
      select jsonb_agg(r.definition)
      from compiler.compiled r
      where r.workspace_id = p_workspace_id and r.kind = 'RELATION'
        and (c.id::text in (r.definition ->> 'fromFieldMetadataId', r.definition ->> 'toFieldMetadataId'))), '[]'),
    c.kind <> 'OBJECT' and c.object_id = any (v_ids)
    -- A relation with another object goes before its object does, though one statement deletes both.
    and not exists (
      select
      from compiler.compiled r
      where r.workspace_id = p_workspace_id and r.kind = 'RELATION'
        and c.id::text in (r.definition ->> 'fromFieldMetadataId', r.definition ->> 'toFieldMetadataId')
        and r.definition -> 'fromObjectMetadataId' <> r.definition -> 'toObjectMetadataId'),
    coalesce(nullif(current_setting('jwt.claims.sub', true), ''), session_user)
  from compiler.compiled c
  where c.id = any (v_ids) or (c.kind = 'INDEX' and c.object_id = any (v_ids));
end;
$keep_deleted$;

comment on function compiler.keep_deleted is 'Log pass: remembers what was deleted.';

revoke all on function compiler.keep_deleted from public;
