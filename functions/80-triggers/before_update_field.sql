/*
 * before_update_field: triggers
 *
 * Locks the workspace, keeps what identifies a field, fills what may be left out.
 * An option that comes without its id is known by its value; a default follows
 * the options it names.
 *
 * Raises:  MC501 another id, object or workspace.
 * Test:    test/functions/80-triggers/before_update_field.tap.sql
 */
create or replace function compiler.before_update_field()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $before_update_field$
begin
  perform compiler.lock_workspace(old."workspaceId");
  if (new.id, new."workspaceId", new."objectMetadataId", new."isCustom", new."isSystem", new.ordinal)
    is distinct from (old.id, old."workspaceId", old."objectMetadataId", old."isCustom", old."isSystem", old.ordinal)
  then
    raise exception 'what identifies field % does not change', compiler.shown(old.name)
      using errcode = 'MC501',
            detail  = 'id, objectMetadataId, workspaceId, isCustom, isSystem and ordinal are given when the field is created.',
            hint    = 'Leave them out of the UPDATE.';
  end if;
  -- The name that settings give is that of a standard field too.
  if not old."isCustom" and (new.name, new.type, new.settings ->> 'relationTargetFieldName')
    is distinct from (old.name, old.type, old.settings ->> 'relationTargetFieldName')
  then
    raise exception 'standard field % keeps its name and type', compiler.shown(old.name)
      using errcode = 'MC502',
            detail  = 'Its label, description and icon may change.',
            hint    = 'Change the label instead, or create a field of your own.';
  end if;
  new.label := coalesce(new.label, compiler.label_from_name(new.name));
  if new.settings is distinct from old.settings then
    new.settings := compiler.settings_with_option_ids(compiler.settings_with_known_options(new.settings, old.settings));
  end if;
  if old.type = 'RELATION' and new.type = 'RELATION' and jsonb_typeof(new.settings) = 'object' then
    -- What a relation joins does not change, so that it may be left out; which side has no column is not the client's to say.
    new.settings := jsonb_strip_nulls(jsonb_build_object('relationType', old.settings -> 'relationType',
        'relationTargetObjectId', old.settings -> 'relationTargetObjectId'))
      || new.settings || jsonb_strip_nulls(jsonb_build_object('isInverse', old.settings -> 'isInverse'));
  end if;
  if new.type = old.type and new.type in ('SELECT', 'MULTI_SELECT') and new.settings is distinct from old.settings
    and (new."defaultValue" = old."defaultValue") is true  -- on null, AND would ask on
    and compiler.validate_options('', new.settings -> 'options') = '{}'
  then
    new."defaultValue" := compiler.default_with_renamed_options(new."defaultValue", old.settings, new.settings);
  end if;
  new."isActive" := coalesce(new."isActive", true);
  new."isNullable" := coalesce(new."isNullable", true);
  new."isUnique" := coalesce(new."isUnique", false);
  new."createdAt" := coalesce(new."createdAt", old."createdAt");
  -- NOT NULL and the indexes would answer before the validate pass does.
  if (octet_length(new.name) < 1000) is not true or new.type is null then
    perform compiler.raise_faults(compiler.validate_field(new));
  end if;
  return new;
end;
$before_update_field$;

comment on function compiler.before_update_field is 'Trigger function: keeps what identifies a field.';

revoke all on function compiler.before_update_field from public;
