/*
 * What a test compares to know whether anything has changed: snapshot() has all that a change of metadata
 * can touch (the rows of the control plane, and what the catalog says of every schema of ours), everything()
 * all rows (of the control plane and of every workspace).
 */
import type { Queries } from './workspaces.ts';

/** Lines by what they are about, sorted. */
export type Snapshot = Readonly<Record<string, readonly string[]>>;

const CORE = [
  'core.workspace',
  'core."user"',
  'core.role',
  'core."userWorkspace"',
  'core."objectMetadata"',
  'core."fieldMetadata"',
  'core."relationMetadata"',
  'core."indexMetadata"',
  'core."objectPermission"',
  'core."fieldPermission"',
  'core."rowPermission"',
  'core."workspaceMigration"',
  'compiler.compiled',
];

const CATALOG: Readonly<Record<string, string>> = {
  schemas: `select n.nspname || ' ' || coalesce(n.nspacl::text, '') from pg_namespace n where ours(n)`,
  relations: `
    select concat_ws(' ', c.oid::regclass, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relacl)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ours(n)`,
  columns: `
    select concat_ws(' ', c.oid::regclass, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then 'not null' end, 'default ' || pg_get_expr(d.adbin, d.adrelid))
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
    where a.attnum > 0 and c.relkind in ('r', 'v') and ours(n)`,
  constraints: `
    select concat_ws(' ', r.conrelid::regclass, r.conname, pg_get_constraintdef(r.oid))
    from pg_constraint r join pg_namespace n on n.oid = r.connamespace where ours(n)`,
  indexes: `
    select pg_get_indexdef(i.indexrelid)
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace where ours(n)`,
  policies: `
    select concat_ws(' ', p.tablename, p.policyname, p.permissive, p.roles, p.cmd, p.qual, p.with_check)
    from pg_policies p join pg_namespace n on n.nspname = p.schemaname where ours(n)`,
  triggers: `
    select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and ours(n)`,
  functions: `
    select p.oid::regprocedure || ' ' || md5(p.prosrc) from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ours(n)`,
  comments: `
    select concat_ws(' ', pg_describe_object(d.classoid, d.objoid, d.objsubid), d.description)
    from pg_description d where (d.classoid, d.objoid) in (
      select 'pg_class'::regclass, c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace where ours(n)
      union all
      select 'pg_constraint'::regclass, r.oid from pg_constraint r join pg_namespace n on n.oid = r.connamespace where ours(n))`,
};

const OURS = `n.nspname !~ '^pg_(toast|temp|catalog)' and n.nspname not in ('information_schema', 'tap')`;

const QUERY = [
  ...CORE.map((table) => `select '${table}' as part, to_jsonb(t)::text as line from ${table} t`),
  ...Object.entries(CATALOG).map(
    ([part, query]) =>
      `select '${part}', q.line from (${query.replaceAll('ours(n)', OURS)}) q (line)`,
  ),
].join('\nunion all\n');

/** What one snapshot has and another has not. */
export function difference(before: Snapshot, after: Snapshot): Record<string, string[]> {
  const missing = (a: Snapshot, b: Snapshot, sign: string): [string, string[]][] =>
    Object.entries(a).map(([part, lines]) => {
      const others = new Set(b[part]);
      return [`${sign} ${part}`, lines.filter((line) => !others.has(line))];
    });
  return Object.fromEntries(
    [...missing(before, after, '-'), ...missing(after, before, '+')].filter(
      ([, lines]) => lines.length > 0,
    ),
  );
}

/** Takes a snapshot; on a client within a transaction, of what that transaction sees. */
export async function snapshot(database: Queries): Promise<Snapshot> {
  const rows = await database.query<{ part: string; line: string }>(QUERY);
  const parts = Object.groupBy(rows, ({ part }) => part);
  return Object.fromEntries(
    Object.entries(parts).map(([part, lines = []]) => [part, lines.map(({ line }) => line)]),
  );
}

/** All rows of the control plane and of every workspace, as one text. */
export async function everything(database: Queries): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and (n.nspname = 'core' or n.nspname like 'workspace\\_%') order by 1`,
  );
  const parts = tables.map(({ name }) => `select '${name} ' || t::text as line from ${name} t`);
  const rows = await database.query<{ line: string }>(`${parts.join(' union all ')} order by 1`);
  return rows.map(({ line }) => line).join('\n');
}
