/*
 * The compiler beside the same DDL by hand: the statements that a change left in
 * core."workspaceMigration", other names filled in, in one PL/pgSQL block.
 */
import type pg from 'pg';
import { block, withHistory } from './by-hand.ts';
import { changeCases } from './change-cases.ts';
import type { BenchCase } from './harness.ts';

const FIELDS = [
  ['name', 'TEXT', null],
  ['price', 'CURRENCY', { currencyCode: 'USD' }],
  ['category', 'SELECT', { options: ['a', 'b', 'c'].map((value) => ({ value, label: value })) }],
  ['inStock', 'BOOLEAN', null],
  ['quantity', 'NUMBER', { min: 1 }],
] as const;

/** Provisioning, one object with five fields, one field: warm, and just after a CREATE SCHEMA. */
export async function compilerCases(client: pg.Client): Promise<BenchCase[]> {
  const hand = handBlocks(client);
  const resetPlans = async (): Promise<void> => {
    await client.query('create schema bench_reset; drop schema bench_reset');
  };
  const workspace = await createWorkspace(client, 'bench');
  const object = await createObject(client, workspace, 'benchTarget');
  const untouched = await createObject(client, workspace, 'benchRows');
  await hand.prepare(workspace);

  const provision: BenchCase = {
    name: 'a workspace (6 standard objects)',
    aim: 1.25,
    measured: async (round) => void (await createWorkspace(client, `bench${round}`)),
    yardstick: () => hand.workspace(),
  };
  const objectWithFields: BenchCase = {
    name: 'one object with five fields',
    aim: 1.5,
    measured: (round) => createObjectWithFields(client, workspace, `thing${round}`),
    yardstick: (round) => hand.repeat(`thing${round}`, `hand${round}`),
  };
  const oneField: BenchCase = {
    name: 'one field',
    aim: 1.5,
    measured: async (round) => {
      await client.query(
        `insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type) values ($1, $2, $3, 'TEXT')`,
        [workspace, object, `field${round}x`],
      );
    },
    yardstick: (round) => hand.repeat(`field${round}x`, `hand${round}x`),
    floor: (round) =>
      hand.repeat(
        `field${round}x`,
        `rows${round}x`,
        withHistory(
          workspace,
          `insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, label, type)
           values ('${workspace}', '${untouched}', 'rows${round}x', 'x', 'TEXT')`,
        ),
      ),
  };
  const after = ({ floor, ...bench }: BenchCase): BenchCase => ({
    ...bench,
    name: `${bench.name}, after a CREATE SCHEMA`,
    measured: (round) => bench.measured(round + 1000),
    yardstick: (round) => bench.yardstick(round + 1000),
    ...(floor && { floor: (round) => floor(round + 1000) }),
    before: resetPlans,
  });
  return [
    provision,
    objectWithFields,
    after(objectWithFields),
    oneField,
    after(oneField),
    ...(await changeCases(client, workspace)),
  ];
}

async function createWorkspace(client: pg.Client, subdomain: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'insert into core.workspace ("displayName", subdomain) values ($1, $1) returning id',
    [subdomain],
  );
  return only(rows).id;
}

async function createObject(client: pg.Client, workspace: string, name: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural")
     values ($1, $2::text, $2::text || 's') returning id`,
    [workspace, name],
  );
  return only(rows).id;
}

/** In one statement, as the yardstick is one block. */
async function createObjectWithFields(
  client: pg.Client,
  workspace: string,
  name: string,
): Promise<void> {
  await client.query(
    `with object as (
       insert into core."objectMetadata" ("workspaceId", "nameSingular", "namePlural")
       values ($1, $2::text, $2::text || 's') returning id
     )
     insert into core."fieldMetadata" ("workspaceId", "objectMetadataId", name, type, settings)
     select $1, object.id, f.name, f.type, f.settings
     from object, jsonb_to_recordset($3) f (name text, type text, settings jsonb)`,
    [
      workspace,
      name,
      JSON.stringify(FIELDS.map(([field, type, settings]) => ({ name: field, type, settings }))),
    ],
  );
}

interface HandBlocks {
  prepare(workspace: string): Promise<void>;
  workspace(): Promise<() => Promise<void>>;
  repeat(from: string, to: string, rows?: string): Promise<() => Promise<void>>;
}

/** Blocks of statements taken from the history, run with other names. */
function handBlocks(client: pg.Client): HandBlocks {
  let provisioned = '';
  let copies = 0;
  return {
    async prepare(workspace) {
      const { rows } = await client.query<{ sql: string; schemaName: string; roles: string[] }>(
        `select string_agg(e.entry ->> 'sql', ';' order by e.place) as sql, w."schemaName",
                array(select "databaseRole" from core.role where "workspaceId" = w.id order by name) as roles
           from core."workspaceMigration" m join core.workspace w on w.id = m."workspaceId"
          cross join jsonb_array_elements(m.migrations) with ordinality e (entry, place)
          where w.id = $1 and m.version = 1 group by w.id`,
        [workspace],
      );
      const { sql, schemaName, roles } = only(rows);
      provisioned = roles.reduce(
        (text, role, i) => text.replaceAll(role, `hand_role_${i}_copy`),
        sql.replaceAll(schemaName, 'hand_schema_copy'),
      );
    },
    async workspace() {
      copies += 1;
      const sql = block(provisioned.replaceAll('_copy', `_${copies}`));
      return async () => void (await client.query(sql));
    },
    /** The newest change again: `from`, the name it gave, becomes `to`; constraints get names of their own. */
    async repeat(from, to, written = '') {
      const { rows } = await client.query<{ sql: string }>(
        `select string_agg(e.entry ->> 'sql', ';' order by e.place) as sql
           from (select migrations from core."workspaceMigration" order by "createdAt" desc, version desc limit 1) m
          cross join jsonb_array_elements(m.migrations) with ordinality e (entry, place)`,
      );
      const ddl = only(rows)
        .sql.replaceAll(from, to)
        .replaceAll(/(check|pk|workspace_roles)_/g, '$1_h');
      const sql = block(written === '' ? ddl : `${written}; ${ddl}`);
      return async () => void (await client.query(sql));
    },
  };
}

function only<T>(rows: readonly T[]): T {
  if (rows[0] === undefined || rows.length > 1)
    throw new Error(`expected one row, got ${rows.length}`);
  return rows[0];
}
