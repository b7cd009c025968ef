/*
 * before_change_index: triggers
 *
 * Takes the workspace's lock, names fields by their ids (so that a rename does
 * not touch the row), and the predicate by the one spelling that Postgres keeps.
 *
 * Raises:  see claim_workspace(); MC501 another id, object or workspace.
 * Test:    test/functions/80-triggers/before_change_index.tap.sql
 */
create or replace function compiler.before_change_index()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $before_change_index$
begin
  if tg_op = 'UPDATE' then
    perform compiler.lock_workspace(old."workspaceId");
    if (new.id, new."workspaceId", new."objectMetadataId") is distinct from (old.id, old."workspaceId", old."objectMetadataId") then
      raise exception 'what identifies an index does not change'
        using errcode = 'MC501', detail = format('Index %s.', old.id), hint = 'Delete it and create another.';
    end if;
  else
    if new."workspaceId" is null and core.current_workspace_id() is null then
      select o."workspaceId" into new."workspaceId" from core."objectMetadata" o where o.id = new."objectMetadataId";
    end if;
    new."workspaceId" := compiler.claim_workspace(new."workspaceId", 'the index');
    if new."objectMetadataId" is null then
      raise exception 'the index belongs to no object'
        using errcode = 'MC401',
              detail  = '"objectMetadataId" is null.',
              hint    = 'Give the id of an object of this workspace as objectMetadataId.';
    end if;
    new.id := coalesce(new.id, gen_random_uuid());
    new."isCustom" := true;
  end if;
  new."isUnique" := coalesce(new."isUnique", false);
  new."createdAt" := coalesce(new."createdAt", now());
  new."updatedAt" := coalesce(new."updatedAt", now());
  new."indexType" := upper(coalesce(new."indexType", 'BTREE'));
  new."where" := case when regexp_replace(new."where", '["\s]', '', 'g') ~* '^deletedatisnull$'
    then '"deletedAt" is null' else nullif(btrim(new."where"), '') end;
  new.fields := array(
    select coalesce(f.id::text, e.field)
    from unnest(new.fields) with ordinality e (field, place)
    left join core."fieldMetadata" f on f."objectMetadataId" = new."objectMetadataId"
      and e.field = f.name || case when f.type = 'RELATION' then 'Id' else '' end
      -- A list has none, and its name with Id may be another field's.
      and compiler.has_column(f.type, f.settings)
    order by e.place);
  return new;
end;
$before_change_index$;

comment on function compiler.before_change_index is 'Trigger function: completes a new or changed index.';

revoke all on function compiler.before_change_index from public;
