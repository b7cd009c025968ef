/*
 * A process with a small heap outlives more APIs, and more plans, than fit into it.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { introspect } from '../../../scripts/graphql/introspection.ts';
import { createPool } from '../../../scripts/graphql/pool.ts';
import { authorize } from '../../../scripts/graphql/session.ts';
import { createWithPgClient } from '../../../scripts/graphql/transactions.ts';
import { createLogger } from '../../../scripts/log.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { runProgram } from '../../support/programs.ts';
import { createWorkspace } from '../../support/workspaces.ts';

async function shapeText(database: TestDatabase): Promise<string> {
  const { id } = await createWorkspace(database, 'heap');
  const pool = createPool({ connectionString: database.apiUrl, log: createLogger('silent') });
  try {
    const session = await authorize(pool, { workspaceId: id, role: 'ADMIN' });
    const scope = { enter: 'core.enter_workspace', session } as const;
    const { text } = await introspect(
      session.schemaName,
      createWithPgClient(pool, scope, () => {}),
    );
    return text;
  } finally {
    await pool.end();
  }
}

test('APIs and plans beyond the heap: those that were not used for longest go, the process stays', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-heap-'));
  const database = await createTestDatabase();
  try {
    const file = path.join(folder, 'shape.json');
    fs.writeFileSync(file, await shapeText(database));
    const { code, stdout, stderr } = await runProgram('test/support/many-apis.ts', [file], {
      NODE_OPTIONS: '--max-old-space-size=128',
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { planned, apis } = JSON.parse(stdout) as { planned: number; apis: number };
    expect(planned).toBe(150);
    expect(apis).toBeLessThan(10);
  } finally {
    await database.drop();
    fs.rmSync(folder, { recursive: true });
  }
});
