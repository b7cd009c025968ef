/*
 * catalog_roles: workspace
 *
 * Expects: names of roles.
 * Returns: those that exist (ROLE), each power and setting that one has by itself
 *          (ROLE_ATTRIBUTE), and who is a member of whom (MEMBERSHIP).
 * Test:    test/functions/60-workspace/catalog_roles.tap.sql
 */
create or replace function compiler.catalog_roles(p_roles text[])
returns setof compiler.catalog_item
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $catalog_roles$
begin
  return query
  select 'ROLE', quote_ident(r.rolname), null::text, null::text, 'exists', null::text,
    -- Roles belong to the cluster, and there is no IF NOT EXISTS for them.
    format('do %L', format('begin create role %I nologin noinherit; exception when duplicate_object then null; end', r.rolname))
  from pg_roles r
  where r.rolname = any (p_roles)
  union all
  select 'ROLE_ATTRIBUTE', format('%I %s', r.rolname, a.name), null, null, a.name,
    format('alter role %I no%s', r.rolname, a.name), null
  from pg_roles r
  cross join lateral (values
    (r.rolcanlogin, 'login'), (r.rolinherit, 'inherit'), (r.rolsuper, 'superuser'), (r.rolcreaterole, 'createrole'),
    (r.rolcreatedb, 'createdb'), (r.rolreplication, 'replication'), (r.rolbypassrls, 'bypassrls')) a (has, name)
  where r.rolname = any (p_roles) and a.has
  union all
  select 'ROLE_ATTRIBUTE', format('%I %s', r.rolname, i.setting), null, null, i.setting,
    case s.setdatabase when 0 then format('alter role %I reset %s', r.rolname, split_part(i.setting, '=', 1))
      -- A database where history is run again has another name.
      else format('do %L', format('begin alter role %I in database %I reset %s; exception when invalid_catalog_name then null; end',
        r.rolname, current_database(), split_part(i.setting, '=', 1))) end, null
  from pg_db_role_setting s
  join pg_roles r on r.oid = s.setrole and r.rolname = any (p_roles)
  cross join unnest(s.setconfig) i (setting)
  where s.setdatabase in (0, (select d.oid from pg_database d where d.datname = current_database()));

  return query
  select 'MEMBERSHIP', format('%s in %s', m.member::regrole, m.roleid::regrole), null::text, null::text,
    concat_ws(', ', case when bool_or(m.set_option) then 'set' end, case when bool_or(m.inherit_option) then 'inherit' end,
      case when bool_or(m.admin_option) then 'admin' end),
    -- Another cluster, where history is run again, need not have that role.
    format('do %L', format('begin %s; exception when undefined_object then null; end', string_agg(
      format('revoke %s from %s granted by %s', m.roleid::regrole, m.member::regrole, m.grantor::regrole), '; '))),
    -- Who makes a role administers it: Postgres grants that itself, and to nobody but a superuser again.
    case when m.member <> 'compiler'::regrole then
      format('grant %s to %s with set %s, inherit %s, admin %s', m.roleid::regrole, m.member::regrole,
        bool_or(m.set_option)::text, bool_or(m.inherit_option)::text, bool_or(m.admin_option)::text) end
  from pg_auth_members m
  join pg_roles r on r.rolname = any (p_roles) and r.oid in (m.roleid, m.member)
  group by m.roleid, m.member;
end;
$catalog_roles$;

comment on function compiler.catalog_roles is 'Workspace: what the catalog has of roles.';

revoke all on function compiler.catalog_roles from public;
