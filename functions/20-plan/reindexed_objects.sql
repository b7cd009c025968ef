/*
 * reindexed_objects: READ, before validate -> plan -> emit -> apply -> log
 *
 * Indexes are named after objects and columns, and come and go with what a field is:
 * the names that a change may give them are held against one another. New words
 * about a field name nothing.
 *
 * Expects: what read_changes() read.
 * Returns: ids of the objects that may have indexes of other names.
 * Test:    test/functions/20-plan/reindexed_objects.tap.sql
 */
create or replace function compiler.reindexed_objects(p_changes compiler.changes)
returns uuid[]
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $reindexed_objects$
declare
  v_object compiler.object_change;
  v_field  compiler.field_change;
  v_result uuid[] := '{}';
begin
  foreach v_object in array p_changes.objects loop
    if (v_object.next)."nameSingular" <> (v_object.previous)."nameSingular" then
      v_result := v_result || (v_object.next).id;
    end if;
  end loop;
  foreach v_field in array p_changes.fields loop
    if (v_field.next).id is not null and not compiler.is_relabelled(v_field.previous, v_field.next)
      and (v_field.next)."objectMetadataId" <> all (v_result)
    then
      v_result := v_result || (v_field.next)."objectMetadataId";
    end if;
  end loop;
  return v_result;
end;
$reindexed_objects$;

comment on function compiler.reindexed_objects is 'Read: the objects whose indexes a change may name anew.';

revoke all on function compiler.reindexed_objects from public;
