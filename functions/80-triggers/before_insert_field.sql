/*
 * before_insert_field: triggers
 *
 * Fills what may be left out of a new field, before NOT NULL asks for it, and
 * takes the workspace's lock. The workspace is the object's, where neither the
 * row nor the session names one.
 *
 * Raises:  see claim_workspace(); MC101, MC103, MC201, MC401 what no
 *          row can hold (all else is for the validate pass, every fault at once).
 * Test:    test/functions/80-triggers/before_insert_field.tap.sql
 */
create or replace function compiler.before_insert_field()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $before_insert_field$
declare
  v_there jsonb;
begin
  if new."workspaceId" is null and core.current_workspace_id() is null then
    select o."workspaceId" into new."workspaceId" from core."objectMetadata" o where o.id = new."objectMetadataId";
  end if;
  new."workspaceId" := compiler.claim_workspace(new."workspaceId", 'field ' || compiler.shown(new.name));
  new.id := coalesce(new.id, gen_random_uuid());
  new.label := coalesce(new.label, compiler.label_from_name(new.name));
  if new.settings ? 'options' then
    -- Of an upsert: the field that is there, whose options keep their ids.
    select f.settings into v_there from core."fieldMetadata" f where f.id = new.id;
    new.settings := compiler.settings_with_option_ids(compiler.settings_with_known_options(new.settings, v_there));
  end if;
  new."isCustom" := true;
  new."isActive" := coalesce(new."isActive", true);
  new."isNullable" := coalesce(new."isNullable", true);
  new."isUnique" := coalesce(new."isUnique", false);
  new."isSystem" := coalesce(new."isSystem", false);
  new."createdAt" := coalesce(new."createdAt", now());
  new."updatedAt" := coalesce(new."updatedAt", now());
  -- NOT NULL and the indexes would answer before the validate pass does.
  if (octet_length(new.name) < 1000) is not true or new.type is null then
    perform compiler.raise_faults(compiler.validate_field(new));
  end if;
  if new."objectMetadataId" is null then
    perform compiler.raise_faults(row('MC401',
      format('field %s belongs to no object', compiler.shown(new.name)),
      '"objectMetadataId" is null.',
      'Give the id of an object of this workspace as objectMetadataId.')::compiler.fault || compiler.validate_field(new));
  end if;
  return new;
end;
$before_insert_field$;

comment on function compiler.before_insert_field is 'Trigger function: completes a new field.';

revoke all on function compiler.before_insert_field from public;
