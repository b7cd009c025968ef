/*
 * restore_rows: workspace
 *
 * Writes the metadata rows of deleted fields, their relations and the indexes of
 * their object again.
 *
 * Expects: the ids that the fields had.
 * Returns: the fields' rows, as pending ones.
 * Raises:  MC503 the object of one of them is deleted.
 * Test:    test/functions/60-workspace/restore_rows.tap.sql
 */
create or replace function compiler.restore_rows(p_ids uuid[])
returns compiler.pending
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $restore_rows$
declare
  v_missing uuid;
  v_result  compiler.pending;
begin
  select d.object_id into v_missing
  from compiler.deleted d
  where d.id = any (p_ids) and not exists (select from core."objectMetadata" o where o.id = d.object_id);
  if found then
    raise exception 'the object of a deleted field is deleted too'
      using errcode = 'MC503',
            detail  = format('Object %s.', v_missing),
            hint    = format('Restore it first: select core.restore_object(%L).', v_missing);
  end if;
  insert into core."fieldMetadata" overriding system value
  select f.*
  from compiler.deleted d
  cross join lateral jsonb_populate_record(null::core."fieldMetadata", d.definition) f
  where d.id = any (p_ids) and d.kind = 'FIELD';
  insert into core."relationMetadata"
  select distinct r.*
  from compiler.deleted d
  cross join lateral jsonb_populate_recordset(null::core."relationMetadata", d.relations) r
  where d.id = any (p_ids) and r."fromFieldMetadataId" = any (p_ids) and r."toFieldMetadataId" = any (p_ids);
  insert into core."indexMetadata" overriding system value
  select i.*
  from compiler.deleted d
  cross join lateral jsonb_populate_record(null::core."indexMetadata", d.definition) i
  where d.id = any (p_ids) and d.kind = 'INDEX';
  delete from compiler.deleted d where d.id = any (p_ids);
  v_result.fields := array(select f from core."fieldMetadata" f where f.id = any (p_ids) order by f.ordinal);
  return v_result;
end;
$restore_rows$;

comment on function compiler.restore_rows is 'Workspace: writes the metadata rows of deleted fields again.';

revoke all on function compiler.restore_rows from public;
