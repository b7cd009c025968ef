/*
 * before_update_object: triggers
 *
 * Locks the workspace, keeps what identifies an object, fills what may be left out.
 *
 * Raises:  MC501 another id or workspace.
 * Test:    test/functions/80-triggers/before_update_object.tap.sql
 */
create or replace function compiler.before_update_object()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $before_update_object$
begin
  perform compiler.lock_workspace(old."workspaceId");
  if (new.id, new."workspaceId", new."isCustom", new."isSystem", new.ordinal)
    is distinct from (old.id, old."workspaceId", old."isCustom", old."isSystem", old.ordinal)
  then
    raise exception 'what identifies object % does not change', compiler.shown(old."nameSingular")
      using errcode = 'MC501',
            detail  = 'id, workspaceId, isCustom, isSystem and ordinal are given when the object is created.',
            hint    = 'Leave them out of the UPDATE.';
  end if;
  new."labelSingular" := coalesce(new."labelSingular", compiler.label_from_name(new."nameSingular"));
  new."labelPlural" := coalesce(new."labelPlural", compiler.label_from_name(new."namePlural"));
  new."isActive" := coalesce(new."isActive", true);
  new."createdAt" := coalesce(new."createdAt", old."createdAt");
  -- NOT NULL and the indexes would answer before the validate pass does.
  if (octet_length(new."nameSingular") < 1000 and octet_length(new."namePlural") < 1000) is not true then
    perform compiler.raise_faults(compiler.validate_object(new));
  end if;
  return new;
end;
$before_update_object$;

comment on function compiler.before_update_object is 'Trigger function: keeps what identifies an object.';

revoke all on function compiler.before_update_object from public;
