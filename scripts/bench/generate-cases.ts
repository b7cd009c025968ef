/*
 * How long the typed client of the demo workspace's data model takes: as a command from the shell, from
 * its start to its end, and again in a process that has done it before, as --watch does.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { readApi } from '../codegen/api.ts';
import { clientFiles } from '../codegen/generate.ts';
import { apiConnection } from '../db/api-login.ts';
import { inTransaction } from '../db/client.ts';
import { extendForCommerce } from '../demo/commerce.ts';
import { ROOT } from '../paths.ts';
import { median } from './harness.ts';

const ROUNDS = 5;
const SUBDOMAIN = 'bench-generate';
const SECRET = 'generated clients are measured with this secret';

/** Measures both, and says so in two lines. */
export async function measureGeneration(client: pg.Client, adminUrl: string): Promise<string> {
  const workspaceId = await createWorkspace(client);
  const apiUrl = await apiConnection({ adminUrl, apiDatabaseUrl: undefined, secret: SECRET });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-bench-'));
  try {
    const command = await medianOf(async () => runCommand(adminUrl, folder));
    const again = await medianOf(async () => {
      const api = await readApi(client, apiUrl, { workspaceId, role: 'ADMIN' });
      await clientFiles(api, { workspace: SUBDOMAIN, role: 'ADMIN' });
    });
    return `npm run generate: ${command.toFixed(0)} ms (aim: <= 3000 ms)
again, in the same process: ${again.toFixed(0)} ms (aim: <= 1000 ms)`;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function createWorkspace(client: pg.Client): Promise<string> {
  return inTransaction(client, async () => {
    const { rows } = await client.query<{ id: string }>(
      `insert into core.workspace ("displayName", subdomain) values ('Bench', $1) returning id`,
      [SUBDOMAIN],
    );
    const [workspace] = rows;
    if (workspace === undefined) throw new Error('The workspace was not inserted.');
    await extendForCommerce(client, workspace.id);
    return workspace.id;
  });
}

function runCommand(adminUrl: string, folder: string): void {
  const args = ['scripts/run.cjs', 'scripts/cli.ts', 'generate', '--workspace', SUBDOMAIN];
  const { status, stderr } = spawnSync(process.execPath, [...args, '--out', folder], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: adminUrl, JWT_SECRET: SECRET },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}

async function medianOf(work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return median(times);
}
