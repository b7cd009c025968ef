/*
 * The fixed roles. Roles belong to the cluster, so another database may have
 * made them already.
 *
 *   compiler       owns schemas core, compiler and every workspace's schema and
 *                  runs the DDL. NOLOGIN, CREATEROLE, no superuser. Triggers on
 *                  metadata ignore what it writes itself, hence: never grant it
 *                  to anyone but whoever migrates.
 *   api            the API's login role. Owns nothing, inherits nothing; may
 *                  only SET ROLE to what core.authorize() answers.
 *   core_reader    reads the control plane of the claimed workspace.
 *   core_settings  reads and changes it.
 */
do $roles$
declare
  v_attributes constant jsonb := '{
    "compiler":      "nologin noinherit createrole",
    "api":           "login noinherit",
    "core_reader":   "nologin noinherit",
    "core_settings": "nologin noinherit"
  }';
  v_role text;
begin
  for v_role in select jsonb_object_keys(v_attributes) loop
    begin
      -- %s is safe here: the attributes are the constants above.
      execute format('create role %I %s', v_role, v_attributes ->> v_role);
    exception
      when duplicate_object or unique_violation then null;  -- another database of this cluster made it
    end;
  end loop;

  -- Whoever migrates acts as the owner; a superuser needs no grant.
  if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
    execute format('grant compiler to %I with inherit true, set true', current_user);
  end if;
  grant core_reader, core_settings to api with inherit false, set true;

  execute format('grant create on database %I to compiler', current_database());
  -- A temporary table of a tenant would capture unqualified names and keep its role from being dropped.
  execute format('revoke temporary on database %I from public', current_database());
end
$roles$;

create schema core authorization compiler;
create schema compiler authorization compiler;
comment on schema core is 'Control plane: the metadata of every workspace.';
comment on schema compiler is 'Internals of the metadata compiler. Call nothing here.';
grant usage on schema core to api, core_reader, core_settings;
