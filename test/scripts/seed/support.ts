/*
 * A database with workspaces to seed. In the end none of them has drifted.
 */
import { withClient } from '../../../scripts/db/client.ts';
import { type SeededObject, type SeedRequest, seedWorkspace } from '../../../scripts/seed/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { expectNoDrift } from '../../support/drift.ts';
import { type NewField, one, type Workspace } from '../../support/workspaces.ts';

/** Seeding, and asking what came of it: in queries `the.` stands for the workspace's schema. */
export interface Seeds {
  readonly database: TestDatabase;
  seed(
    workspace: Workspace,
    request: Partial<SeedRequest> & { records: number },
  ): Promise<SeededObject[]>;
  rows<Row extends object>(workspace: Workspace, text: string): Promise<Row[]>;
  only<Row extends object>(workspace: Workspace, text: string): Promise<Row>;
  close(): Promise<void>;
}

/** Opens a database of its own. */
export async function openSeeds(): Promise<Seeds> {
  const database = await createTestDatabase();
  return {
    database,
    seed: ({ id, schema }, request) =>
      withClient(database.url, (client) =>
        seedWorkspace(
          client,
          { id, schemaName: schema },
          { seed: 1, objects: [], today: new Date(), ...request },
        ),
      ),
    rows: ({ schema }, text) => database.query(text.replaceAll('the.', `${schema}.`)),
    only: ({ schema }, text) => one(database, text.replaceAll('the.', `${schema}.`)),
    close: async () => {
      await expectNoDrift(database);
      await database.drop();
    },
  };
}

/** A RELATION field; one that may not be null goes with its target. */
export function relation(
  name: string,
  relationType: string,
  target: string,
  {
    isNullable = true,
    ...more
  }: { isNullable?: boolean; relationTargetFieldName?: string; junctionObjectName?: string } = {},
): NewField {
  const settings = { relationType, relationTargetObjectId: target, ...more };
  return {
    name,
    type: 'RELATION',
    isNullable,
    settings: isNullable ? settings : { ...settings, onDelete: 'CASCADE' },
  };
}
