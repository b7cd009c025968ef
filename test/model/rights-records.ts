/*
 * What each role gets done with each record, as SQL and by the filters of its row permissions: a filter
 * is computed here by the three-valued logic of SQL, once for a member and once for a token without one.
 */
import type pg from 'pg';
import {
  type Filter,
  type Rights,
  type RowPermission,
  rightsOn,
  rowsPermitted,
  type State,
} from './rights.ts';
import type { Json } from './values.ts';

type Row = { readonly [column: string]: Json };

interface Attempt {
  role: string;
  member: string;
  sql: string;
  expected: string;
}

/** One line for each attempt on a record of the objects of customers that ends otherwise than it should. */
export async function compareRecords(client: pg.Client, state: State): Promise<string[]> {
  const attempts: Attempt[] = [];
  for (const object of state.objects) {
    if (!object.isActive || !/^(alpha|beta)/.test(object.nameSingular)) continue;
    const table = `${state.schema}."${object.nameSingular}"`;
    const { rows } = await client.query<{ row: Row }>(`select to_jsonb(t) as row from ${table} t`);
    const hasRequired = state.fields.some(
      (f) => f.objectMetadataId === object.id && f.isActive && !f.isNullable,
    );
    for (const role of state.roles) {
      const filters = rowsPermitted(state, role, object.id);
      const rights = rightsOn(state, role, object.id);
      // Without filters, all records are alike.
      for (const member of filters === undefined ? [''] : [state.member, '']) {
        const tried = filters === undefined ? rows.slice(0, 1) : rows;
        attempts.push(
          ...attemptsOf(
            rights,
            filters,
            member,
            tried.map(({ row }) => row),
          )
            .filter(({ sql }) => !hasRequired || !sql.startsWith('insert'))
            .map(({ sql, expected }) => ({
              role: role.databaseRole,
              member,
              sql: sql.replace('TABLE', table),
              expected,
            })),
        );
      }
    }
  }
  const { rows } = await client.query<{ outcome: string }>(
    `select pg_temp.attempt(a.role, a.member, a.sql) as outcome
     from unnest($1::text[], $2::text[], $3::text[]) with ordinality a (role, member, sql, place) order by a.place`,
    [attempts.map((a) => a.role), attempts.map((a) => a.member), attempts.map((a) => a.sql)],
  );
  return attempts.flatMap(({ role, member, sql, expected }, place) => {
    const outcome = String(rows[place]?.outcome);
    return outcome === expected
      ? []
      : [`${role} (member ${member || 'none'}): ${sql}: ${outcome}, not ${expected}`];
  });
}

/** Statements on a table, each with what comes of it: the number of records, or 'denied'. */
function attemptsOf(
  rights: Rights,
  filters: RowPermission | undefined,
  member: string,
  rows: readonly Row[],
): Pick<Attempt, 'sql' | 'expected'>[] {
  if (!rights.read) return [{ sql: 'select id from TABLE', expected: 'denied' }];
  const fits = (filter: Filter | null | undefined, row: Row): boolean =>
    filter == null || holds(filter, row, member) === true;
  const isOne =
    JSON.stringify(filters?.updateFilter ?? null) ===
    JSON.stringify(filters?.softDeleteFilter ?? null);
  return [
    {
      sql: 'insert into TABLE (position) values (0)',
      expected: rights.create && fits(filters?.readFilter, { position: 0 }) ? '1' : 'denied',
    },
    ...rows.flatMap((row) => {
      const where = `where id = '${String(row.id)}'`;
      const isSeen = fits(filters?.readFilter, row);
      const update = fits(filters?.updateFilter, row);
      const softDelete = fits(filters?.softDeleteFilter, row);
      // Whether there is something for an UPDATE, which both are.
      const found = isSeen && (update || (softDelete && !isOne));
      const turned = { ...row, deletedAt: row.deletedAt === null ? 'now' : null };
      const isKept = softDelete && fits(filters?.readFilter, turned);
      const count = (isThere: boolean): string => (isThere ? '1' : '0');
      return [
        { sql: `select from TABLE ${where}`, expected: count(isSeen) },
        {
          sql: `update TABLE set position = position ${where}`,
          expected: !rights.update || (found && !update) ? 'denied' : count(found),
        },
        {
          sql: `update TABLE set "deletedAt" = ${row.deletedAt === null ? 'now()' : 'null'} ${where}`,
          expected: !rights.softDelete || (found && !isKept) ? 'denied' : count(found),
        },
        {
          sql: `delete from TABLE ${where}`,
          expected: rights.destroy ? count(isSeen && fits(filters?.destroyFilter, row)) : 'denied',
        },
      ];
    }),
  ];
}

/** Runs a statement as a role and takes it back: the number of records, 'denied', or another refusal. */
export const ATTEMPT = `
create or replace function pg_temp.attempt(p_role text, p_member text, p_sql text) returns text language plpgsql as $$
declare v_count bigint;
begin
  begin
    perform set_config('app.current_workspace_member_id', p_member, true);
    execute format('set local role %I', p_role);
    execute p_sql;
    get diagnostics v_count = row_count;
    raise exception using errcode = 'UNDO0';
  exception
    when sqlstate 'UNDO0' then return v_count::text;
    when insufficient_privilege then return 'denied';
    when others then return sqlstate || ' ' || sqlerrm;
  end;
end $$`;

/** A filter by the three-valued logic of SQL. */
function holds(filter: Filter, row: Row, member: string): boolean | null {
  return both(
    Object.entries(filter).map(([key, value]) => {
      if (key === 'not') {
        const inner = holds(value as Filter, row, member);
        return inner === null ? null : !inner;
      }
      if (key === 'and') return both((value as Filter[]).map((part) => holds(part, row, member)));
      if (key === 'or') {
        const parts = (value as Filter[]).map((part) => holds(part, row, member));
        return parts.includes(true) ? true : parts.includes(null) ? null : false;
      }
      return both(
        Object.entries(value as Filter).map(([operator, operand]) =>
          compares(row[key] ?? null, operator, operand, member),
        ),
      );
    }),
  );
}

const both = (parts: readonly (boolean | null)[]): boolean | null =>
  parts.includes(false) ? false : parts.includes(null) ? null : true;

function compares(value: Json, operator: string, operand: Json, member: string): boolean | null {
  if (operator === 'is') return (value === null) === (operand === 'NULL');
  if (operator === 'in') {
    const parts = (operand as Json[]).map((item) => compares(value, 'eq', item, member));
    return parts.includes(true) ? true : parts.includes(null) ? null : false;
  }
  const other = operand === '$currentWorkspaceMember' ? member || null : operand;
  if (value === null || other === null) return null;
  switch (operator) {
    case 'eq':
      return value === other;
    case 'neq':
      return value !== other;
    case 'gt':
      return value > other;
    case 'lte':
      return value <= other;
    case 'startsWith':
      return String(value).startsWith(String(other));
    default:
      throw new Error(`no operator ${operator}`);
  }
}
