/*
 * metadata_rows: validate -> plan -> emit -> apply -> LOG
 *
 * The rows of the control plane that compiler.compiled keeps. One SELECT, which is
 * inlined where it is called.
 *
 * Expects: ids.
 * Returns: the rows that have them, whatever their kind.
 * Test:    test/functions/50-log/metadata_rows.tap.sql
 */
create or replace function compiler.metadata_rows(p_ids uuid[])
returns table (id uuid, kind text, object_id uuid, definition jsonb)
language sql
stable
security invoker
begin atomic
  select f.id, 'FIELD', f."objectMetadataId", to_jsonb(f) from core."fieldMetadata" f where f.id = any (p_ids)
  union all
  select o.id, 'OBJECT', o.id, to_jsonb(o) from core."objectMetadata" o where o.id = any (p_ids)
  union all
  select r.id, 'RELATION', r."toObjectMetadataId", to_jsonb(r) from core."relationMetadata" r where r.id = any (p_ids)
  union all
  select i.id, 'INDEX', i."objectMetadataId", to_jsonb(i) from core."indexMetadata" i where i.id = any (p_ids)
  union all
  select r.id, 'ROLE', null, to_jsonb(r) from core.role r where r.id = any (p_ids)
  union all
  select p.id, 'ROW_PERMISSION', p."objectMetadataId", to_jsonb(p) from core."rowPermission" p where p.id = any (p_ids)
  union all
  select w.id, 'WORKSPACE', null, null from core.workspace w where w.id = any (p_ids);
end;

comment on function compiler.metadata_rows is 'Log pass: the rows of the control plane by their ids.';

revoke all on function compiler.metadata_rows from public;
