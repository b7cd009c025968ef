/*
 * The seed beside raw COPY of the rows that it wrote, into tables of the same kind.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { inTransaction } from '../db/client.ts';
import { extendForCommerce } from '../demo/commerce.ts';
import { seedWorkspace } from '../seed/seed.ts';
import type { BenchCase } from './harness.ts';

interface Workspace {
  readonly id: string;
  readonly schemaName: string;
}

/** What the seed wrote, as COPY gives it. */
interface Rows {
  readonly table: string;
  readonly data: readonly Buffer[];
}

/** The standard objects and the e-commerce example, in a new workspace each time. */
export function seedCases(client: pg.Client, records: number): BenchCase[] {
  let workspace: Workspace | undefined;
  let written: string[] = [];
  const target = (): Workspace => {
    if (workspace === undefined) throw new Error('There is no workspace to fill.');
    return workspace;
  };
  return [
    {
      name: `seed ${records.toLocaleString('en')} records`,
      aim: 3,
      before: async () => {
        workspace = await createWorkspace(client);
      },
      measured: async (seed) => {
        const objects = await seedWorkspace(client, target(), {
          records,
          seed,
          objects: [],
          today: new Date(),
        });
        written = objects.map(({ object }) => object);
      },
      yardstick: async () => {
        const rows: Rows[] = [];
        for (const table of written) rows.push(await readRows(client, target(), table));
        return () =>
          inTransaction(client, async () => {
            for (const part of rows) await writeRows(client, target(), part);
          });
      },
    },
  ];
}

async function createWorkspace(client: pg.Client): Promise<Workspace> {
  const { rows } = await client.query<Workspace>(
    `insert into core.workspace ("displayName") values ('Bench') returning id, "schemaName"`,
  );
  const [workspace] = rows;
  if (workspace === undefined) throw new Error('The workspace was not inserted.');
  await extendForCommerce(client, workspace.id);
  return workspace;
}

async function readRows(
  client: pg.Client,
  { schemaName }: Workspace,
  table: string,
): Promise<Rows> {
  const data: Buffer[] = [];
  const reading = client.query(copyTo(`copy ${name(schemaName, table)} to stdout`));
  for await (const chunk of reading) data.push(chunk as Buffer);
  return { table, data };
}

async function writeRows(
  client: pg.Client,
  { schemaName }: Workspace,
  { table, data }: Rows,
): Promise<void> {
  const writing = client.query(copyFrom(`copy ${name(schemaName, table)} from stdin`));
  await pipeline(Readable.from(data), writing);
}

function name(schema: string, table: string): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
}
