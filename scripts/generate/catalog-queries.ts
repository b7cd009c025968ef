/*
 * The sections of the schema dump: each query returns one column `text`, in a fixed order.
 * Collation "C" makes the order independent of the database's locale.
 */

const OURS = "n.nspname in ('core', 'compiler')";

/** `grant ... to ...;` lines of an object's ACL, without what its owner has anyway. */
function grants(acl: string, owner: string, object: string): string {
  return `(select string_agg(format(E'\\ngrant %s on %s to %s;', a.privileges, ${object}, a.grantee), ''
                             order by a.grantee collate "C")
             from (select string_agg(lower(x.privilege_type), ', ' order by x.privilege_type collate "C") as privileges,
                          coalesce(r.rolname::text, 'public') as grantee
                     from pg_catalog.aclexplode(${acl}) x
                     left join pg_catalog.pg_roles r on r.oid = x.grantee
                    where x.grantee <> ${owner}
                    group by 2) a)`;
}

const ROLES = `
  select format('-- %s: %s', rolname,
                concat_ws(', ', case when rolcanlogin then 'login' else 'nologin' end,
                          case when rolinherit then 'inherit' else 'noinherit' end,
                          case when rolcreaterole then 'createrole' end,
                          case when rolcreatedb then 'createdb' end,
                          case when rolsuper then 'superuser' end,
                          case when rolbypassrls then 'bypassrls' end,
                          (select 'may set role to ' || string_agg(m.roleid::regrole::text, ', ' order by m.roleid::regrole::text)
                             from pg_catalog.pg_auth_members m
                            where m.member = r.oid and m.set_option
                              and m.roleid::regrole::text in ('compiler', 'core_reader', 'core_settings')))) as text
    from pg_catalog.pg_roles r
   where rolname in ('compiler', 'api', 'core_reader', 'core_settings')
   order by rolname collate "C"`;

const SCHEMAS = `
  select format('create schema %s authorization %s;', n.nspname, n.nspowner::regrole)
         || coalesce(${grants('n.nspacl', 'n.nspowner', "'schema ' || n.nspname")}, '') as text
    from pg_catalog.pg_namespace n
   where ${OURS}
   order by n.nspname collate "C"`;

const TYPES = `
  select format(E'create type %s as (\\n%s\\n);', t.oid::regtype,
                string_agg(format('  %I %s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)), E',\\n' order by a.attnum)) as text
    from pg_catalog.pg_type t
    join pg_catalog.pg_namespace n on n.oid = t.typnamespace
    join pg_catalog.pg_class c on c.oid = t.typrelid and c.relkind = 'c'
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   where ${OURS}
   group by t.oid, t.typname
   order by t.oid::regtype::text collate "C"`;

const ENUMS = `
  select format('create type %s as enum (%s);', t.oid::regtype,
                string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)) as text
    from pg_catalog.pg_type t
    join pg_catalog.pg_namespace n on n.oid = t.typnamespace
    join pg_catalog.pg_enum e on e.enumtypid = t.oid
   where ${OURS}
   group by t.oid
   order by t.oid::regtype::text collate "C"`;

const COLUMNS = `(
    select string_agg(
             format('  %I %s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod))
             || case a.attgenerated
                  when '' then coalesce(' default ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid), '')
                  else format(' generated always as (%s) stored', pg_catalog.pg_get_expr(d.adbin, d.adrelid)) end
             || case when a.attnotnull then ' not null' else '' end,
             E',\\n' order by a.attnum)
      from pg_catalog.pg_attribute a
      left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)`;

/** NOT NULL is a constraint of its own from Postgres 18 on; it stands with its column. */
const CONSTRAINTS = `(
    select string_agg(format(E',\\n  constraint %I %s', o.conname, pg_catalog.pg_get_constraintdef(o.oid)), ''
                      order by o.contype, o.conname collate "C")
      from pg_catalog.pg_constraint o
     where o.conrelid = c.oid and o.contype in ('p', 'u', 'f', 'c', 'x'))`;

const INDEXES = `(
    select string_agg(E'\\n' || pg_catalog.pg_get_indexdef(i.indexrelid) || ';', '' order by i.indexrelid::regclass::text collate "C")
      from pg_catalog.pg_index i
     where i.indrelid = c.oid
       and not exists (select from pg_catalog.pg_constraint o where o.conindid = i.indexrelid and o.contype in ('p', 'u', 'x')))`;

const POLICIES = `(
    select string_agg(
             format(E'\\ncreate policy %I on %s as %s for %s to %s', p.polname, c.oid::regclass,
                    case when p.polpermissive then 'permissive' else 'restrictive' end,
                    case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert'
                                  when 'w' then 'update' else 'delete' end,
                    (select string_agg(case o when 0 then 'public' else o::regrole::text end, ', ' order by o) from unnest(p.polroles) o))
             || coalesce(E'\\n  using (' || pg_catalog.pg_get_expr(p.polqual, p.polrelid) || ')', '')
             || coalesce(E'\\n  with check (' || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') || ';',
             '' order by p.polname collate "C")
      from pg_catalog.pg_policy p
     where p.polrelid = c.oid)`;

const TRIGGERS = `(
    select string_agg(E'\\n' || pg_catalog.pg_get_triggerdef(t.oid) || ';', '' order by t.tgname collate "C")
      from pg_catalog.pg_trigger t
     where t.tgrelid = c.oid and not t.tgisinternal)`;

const COLUMN_GRANTS = `(
    select string_agg(format(E'\\ngrant %s (%s) on %s to %s;', g.privilege, g.columns, c.oid::regclass, g.grantee), ''
                      order by g.grantee collate "C", g.privilege)
      from (select lower(x.privilege_type) as privilege, coalesce(r.rolname::text, 'public') as grantee,
                   string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
              from pg_catalog.pg_attribute a
             cross join lateral pg_catalog.aclexplode(a.attacl) x
              left join pg_catalog.pg_roles r on r.oid = x.grantee
             where a.attrelid = c.oid
             group by 1, 2) g)`;

const TABLES = `
  select concat(
           format(E'create table %s (\\n%s', c.oid::regclass, ${COLUMNS}), ${CONSTRAINTS}, E'\\n);',
           E'\\ncomment on table ' || c.oid::regclass || ' is ' || quote_literal(pg_catalog.obj_description(c.oid, 'pg_class')) || ';',
           ${INDEXES},
           case when c.relrowsecurity then format(E'\\nalter table %s enable row level security;', c.oid::regclass) end,
           case when c.relforcerowsecurity then format(E'\\nalter table %s force row level security;', c.oid::regclass) end,
           ${POLICIES}, ${TRIGGERS},
           ${grants('c.relacl', 'c.relowner', 'c.oid::regclass')}, ${COLUMN_GRANTS}, E'\\n') as text
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where ${OURS} and c.relkind in ('r', 'p')
   order by c.oid::regclass::text collate "C"`;

const VIEWS = `
  select format(E'create view %s as\\n%s', c.oid::regclass, pg_catalog.pg_get_viewdef(c.oid))
         || coalesce(${grants('c.relacl', 'c.relowner', 'c.oid::regclass')}, '') as text
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where ${OURS} and c.relkind = 'v'
   order by c.oid::regclass::text collate "C"`;

const FUNCTIONS = `
  select format(E'-- %I.%I(%s)\\n--   returns %s: %s', n.nspname, p.proname,
                pg_catalog.pg_get_function_arguments(p.oid), pg_catalog.pg_get_function_result(p.oid),
                concat_ws('; ', l.lanname,
                          case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
                          case when p.prosecdef then 'security definer' end,
                          array_to_string(p.proconfig, '; '),
                          'owner ' || p.proowner::regrole,
                          (select 'executable by ' || string_agg(coalesce(r.rolname::text, 'public'), ', ' order by r.rolname collate "C")
                             from pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) x
                             left join pg_catalog.pg_roles r on r.oid = x.grantee
                            where x.grantee <> p.proowner))) as text
    from pg_catalog.pg_proc p
    join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    join pg_catalog.pg_language l on l.oid = p.prolang
   where ${OURS}
   order by n.nspname collate "C", p.proname collate "C"`;

/** Title and query of each section, in the order they are written. */
export const SECTIONS: readonly { title: string; query: string }[] = [
  { title: 'Fixed roles', query: ROLES },
  { title: 'Schemas', query: SCHEMAS },
  { title: 'Composite types', query: TYPES },
  { title: 'Enums', query: ENUMS },
  { title: 'Tables', query: TABLES },
  { title: 'Views', query: VIEWS },
  { title: 'Functions (their text is in functions/)', query: FUNCTIONS },
];
