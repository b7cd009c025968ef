/*
 * A walk through the catalog that finds holes in the walls between workspaces. What is allowed stands
 * in lists: whoever adds to one of them does it on purpose, and says so in docs/security.md.
 */
import type { Queries } from './workspaces.ts';

/** Functions that anybody may call: constraints of workspace tables run as whoever writes the row. */
export const FOR_PUBLIC = [
  'core.current_workspace_id',
  'core.is_currency_code',
  'core.is_currency_value',
  'core.is_email',
  'core.is_phone',
  'core.is_url',
];

/** Functions that roles of ours may call: the API's login role, and those that it enters the control plane by. */
export const FOR_ROLES: Readonly<Record<string, readonly string[]>> = {
  'core.apply_blueprint': ['core_settings'],
  'core.authorize': ['api'],
  'core.compare_blueprint': ['core_settings'],
  'core.deleted': ['core_settings'],
  'core.drift': ['core_reader', 'core_settings'],
  'core.enter_metadata': ['api'],
  'core.enter_workspace': ['api'],
  'core.export_blueprint': ['core_reader', 'core_settings'],
  'core.plan_blueprint': ['core_settings'],
  'core.restore_field': ['core_settings'],
  'core.restore_object': ['core_settings'],
  'core.version': ['api'],
};

/** Functions that run with their owner's rights, beside trigger functions. */
export const DEFINERS = [
  'core.authorize',
  'core.compare_blueprint',
  'core.deleted',
  'core.destroy_workspace',
  'core.drift',
  'core.export_blueprint',
  'core.purge_deleted',
  'core.repair',
  'core.restore_field',
  'core.restore_object',
  'core.version',
];

/** What PUBLIC has beside these functions; of what initdb made, only what was changed since is looked at. */
export const RIGHTS_OF_PUBLIC = ['CONNECT on database', 'USAGE on schema public', 'USAGE on type'];

/** Something that should not be. */
export interface Hole {
  readonly rule: string;
  readonly what: string;
}

const OURS = `n.nspname ~ '^(core|compiler|workspace_[0-9a-z]+)$'`;
const BY_HAND = `n.nspname not in ('pg_catalog', 'information_schema', 'tap') and n.nspname !~ '^pg_(toast|temp)'`;

/** Everything with an ACL, but what initdb made and nobody changed: class, object, its name, kind and rights. */
const RIGHTS = `
  select x.class_id, x.id, x.kind, x.name, a.grantee, a.privilege_type as privilege
  from (
    select 'pg_database'::regclass as class_id, d.oid as id, 'database' as kind, null as name, coalesce(d.datacl, acldefault('d', d.datdba)) as acl
    from pg_database d where d.datname = current_database()
    union all
    select 'pg_namespace'::regclass, n.oid, 'schema', n.nspname, n.nspacl from pg_namespace n where n.nspname not in ('pg_catalog', 'information_schema', 'tap')
    union all
    select 'pg_class'::regclass, c.oid, 'relation', c.oid::regclass::text, c.relacl
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname not in ('information_schema', 'tap')
    union all
    select 'pg_class'::regclass, t.attrelid, 'column', t.attrelid::regclass || '.' || t.attname, t.attacl from pg_attribute t where t.attacl is not null
    union all
    select 'pg_proc'::regclass, p.oid, 'function', p.oid::regproc::text, coalesce(p.proacl, acldefault('f', p.proowner))
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname <> 'tap' and (p.oid >= 16384 or p.proacl is not null)
    union all
    select 'pg_type'::regclass, t.oid, 'type', null, coalesce(t.typacl, acldefault('T', t.typowner)) from pg_type t where t.oid >= 16384
    union all
    select 'pg_language'::regclass, l.oid, 'language', l.lanname, l.lanacl from pg_language l
    union all
    select 'pg_largeobject_metadata'::regclass, m.oid, 'large object', m.oid::text, m.lomacl from pg_largeobject_metadata m
    union all
    select 'pg_tablespace'::regclass, s.oid, 'tablespace', s.spcname, s.spcacl from pg_tablespace s
    union all
    select 'pg_parameter_acl'::regclass, r.oid, 'parameter', r.parname, r.paracl from pg_parameter_acl r
    union all
    select 'pg_foreign_data_wrapper'::regclass, w.oid, 'foreign data wrapper', w.fdwname, w.fdwacl from pg_foreign_data_wrapper w
    union all
    select 'pg_foreign_server'::regclass, s.oid, 'foreign server', s.srvname, s.srvacl from pg_foreign_server s
    union all
    select 'pg_default_acl'::regclass, f.oid, 'default privileges', f.defaclrole::regrole::text, f.defaclacl from pg_default_acl f
  ) x
  cross join lateral aclexplode(x.acl) a
  where not exists (
    select from pg_init_privs i cross join lateral aclexplode(i.initprivs) b
    where (i.classoid, i.objoid) = (x.class_id, x.id) and (b.grantee, b.privilege_type) = (a.grantee, a.privilege_type))`;

const RULES: Readonly<Record<string, string>> = {
  'row-level security': `
    select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname <> 'compiler' and ${OURS}
      and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`,
  policies: `
    select p.polname || ' on ' || c.oid::regclass from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname like 'workspace\\_%' and (not p.polpermissive or 0 = any (p.polroles) or exists (
      select from unnest(p.polroles) o where not exists (select from tenant t where t.oid = o and t.schema = n.nspname)))`,
  functions: `
    select r.name || ' for ' || case r.grantee when 0 then 'PUBLIC' else r.grantee::regrole::text end
    from given r join pg_proc p on p.oid = r.id join pg_namespace n on n.oid = p.pronamespace
    where r.kind = 'function' and ${BY_HAND} and r.grantee <> p.proowner
      and (r.grantee <> 0 or r.name <> all ($1)) and (r.grantee = 0 or not coalesce($2::jsonb -> r.name ? r.grantee::regrole::text, false))`,
  definers: `
    select p.oid::regproc::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and ${BY_HAND} and (not coalesce(p.proconfig, '{}') @> '{"search_path=pg_catalog, pg_temp"}'
      or (p.prorettype <> 'trigger'::regtype and p.oid::regproc::text <> all ($3)))`,
  PUBLIC: `
    select concat_ws(' ', r.privilege, 'on', r.kind, r.name) from given r
    where r.grantee = 0 and concat_ws(' ', r.privilege, 'on', r.kind, r.name) <> all ($4) and not (r.kind = 'function' and r.name = any ($1))`,
  'rights of a workspace role': `
    select concat_ws(' ', t.name, r.privilege, 'on', r.kind, r.name) from given r join tenant t on t.oid = r.grantee
    where not (r.kind = 'schema' and r.name = t.schema and r.privilege = 'USAGE')
      and not (r.kind in ('relation', 'column') and r.privilege in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
        and exists (select from pg_class c where c.oid = r.id and c.relkind = 'r' and c.relnamespace = to_regnamespace(t.schema)))`,
  // Of any class of object, also of those that are not looked at above.
  'dependencies of a workspace role': `
    select concat_ws(' ', t.name, case d.deptype when 'o' then 'owns' else 'is named by' end, pg_describe_object(d.classid, d.objid, d.objsubid))
    from pg_shdepend d join tenant t on t.oid = d.refobjid
    cross join lateral pg_identify_object(d.classid, d.objid, 0) i
    where d.refclassid = 'pg_authid'::regclass and d.dbid in (0, (select oid from pg_database where datname = current_database()))
      and (d.deptype = 'o' or t.schema is distinct from case d.classid
        when 'pg_namespace'::regclass then i.name
        when 'pg_policy'::regclass then (select c.relnamespace::regnamespace::text from pg_policy p join pg_class c on c.oid = p.polrelid where p.oid = d.objid)
        else i.schema end)`,
  'memberships of a workspace role': `
    select t.name || ' in ' || m.roleid::regrole from pg_auth_members m join tenant t on t.oid = m.member
    union all
    select m.member::regrole || ' in ' || t.name from pg_auth_members m join tenant t on t.oid = m.roleid join pg_roles r on r.oid = m.member
    where not r.rolsuper and case r.rolname when 'api' then m.inherit_option or m.admin_option
      when 'compiler' then m.inherit_option or m.set_option else true end`,
  'powers of a workspace role': `
    select t.name from tenant t join pg_roles r on r.oid = t.oid
    where r.rolcanlogin or r.rolinherit or r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls
    union all
    select t.name || ' ' || s.setconfig::text from tenant t join pg_db_role_setting s on s.setrole = t.oid`,
};

const QUERY = `
  with tenant as (
    select r.oid, r.rolname::text as name, w."schemaName" as schema
    from core.role c join core.workspace w on w.id = c."workspaceId" join pg_roles r on r.rolname = c."databaseRole"
  ),
  given as (${RIGHTS})
  ${Object.entries(RULES)
    .map(([rule, query]) => `select '${rule}' as rule, q.what from (${query}) q (what)`)
    .join('\nunion all\n')}
  order by 1, 2`;

/** Every hole there is. */
export async function holes(database: Queries): Promise<readonly Hole[]> {
  return database.query<{ rule: string; what: string }>(QUERY, [
    FOR_PUBLIC,
    FOR_ROLES,
    DEFINERS,
    RIGHTS_OF_PUBLIC,
  ]);
}
