/*
 * Two workspaces to attack by SQL, and how to see that nothing has become of them.
 */
import { expect } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { expectNoDrift } from './drift.ts';
import { everything } from './snapshot.ts';
import { holes } from './walls.ts';
import { createObject, createWorkspace, type Workspace } from './workspaces.ts';

export interface Attacked {
  readonly database: TestDatabase;
  /** A connection of the API's login role. */
  readonly api: pg.Client;
  readonly acme: Workspace;
  readonly bolt: Workspace;
  /** A deal of acme that USER's row permission leaves out, and one that it shows. */
  readonly hidden: string;
  readonly shown: string;
  /** A statement with the names of both workspaces in their places. */
  filled(statement: string): string;
  /** However the attempts ended: what there was is there, and there is no hole. Drops the database. */
  finish(): Promise<void>;
}

/** Makes them: acme, where a USER reads deals without an owner and no secret, and bolt. */
export async function createAttacked(): Promise<Attacked> {
  const database = await createTestDatabase();
  const api = await database.client(database.apiUrl);
  const acme = await createWorkspace(database, 'acme');
  const bolt = await createWorkspace(database, 'bolt');
  const [hidden, shown] = await addRecords(database, acme, bolt);
  const before = await everything(database);
  return {
    database,
    api,
    acme,
    bolt,
    hidden,
    shown,
    filled: (statement) =>
      statement
        .replaceAll('THEIRS', bolt.schema)
        .replaceAll('THEIR_ROLE', bolt.roles.ADMIN)
        .replaceAll('MY_ROLE', acme.roles.USER)
        .replaceAll('MINE', acme.schema),
    finish: async () => {
      try {
        expect(await everything(database)).toBe(before);
        expect(await holes(database)).toEqual([]);
        await expectNoDrift(database);
      } finally {
        await database.drop();
      }
    },
  };
}

async function addRecords(
  database: TestDatabase,
  acme: Workspace,
  bolt: Workspace,
): Promise<[hidden: string, shown: string]> {
  const deal = await createObject(database, acme, 'deal', [
    { name: 'title', type: 'TEXT' },
    { name: 'code', type: 'TEXT', isUnique: true },
    { name: 'owner', type: 'TEXT' },
    { name: 'secret', type: 'TEXT', settings: { permissions: {} } },
    { name: 'amount', type: 'NUMBER', settings: { min: 0 } },
  ]);
  await createObject(database, acme, 'step', [
    { name: 'title', type: 'TEXT', isNullable: false },
    {
      name: 'deal',
      type: 'RELATION',
      settings: { relationType: 'MANY_TO_ONE', relationTargetObjectId: deal, onDelete: 'RESTRICT' },
    },
  ]);
  await database.query(
    `insert into core."rowPermission" ("roleId", "objectMetadataId", "readFilter")
     select r.id, o.id, case o."nameSingular" when 'deal' then '{"owner": {"is": "NULL"}}' else '{"title": {"neq": "hidden"}}' end::jsonb
     from core.role r join core."objectMetadata" o on o."workspaceId" = r."workspaceId"
     where r."workspaceId" = $1 and r.name = 'USER' and o."nameSingular" in ('deal', 'step')`,
    [acme.id],
  );
  await database.query(`insert into ${bolt.schema}.company (name) values ('theirs')`);
  const ids = await database.query<{ id: string }>(
    `insert into ${acme.schema}.deal (title, code, owner, secret, amount)
     values ('hidden deal', 'taken', 'ada', 'top secret', 1), ('deal', 'free', null, 'top secret', 1) returning id`,
  );
  const [hidden, shown] = ids.map((row) => row.id) as [string, string];
  await database.query(`insert into ${acme.schema}.step (title, "dealId") values ('hidden', $1)`, [
    shown,
  ]);
  return [hidden, shown];
}
