/*
 * The cluster of a test run: embedded, in a temporary directory named after the process, so that a
 * later run can tell which ones were left behind by a run that was killed.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findBinaries } from '../../scripts/db/binaries.ts';
import { openCluster } from '../../scripts/db/embedded.ts';
import { isAlive } from '../../scripts/db/process.ts';
import { databaseUser } from '../../scripts/db/system-user.ts';

const DIRECTORY_PREFIX = 'dual-schema-test-';

/** Starts the cluster and makes sure that it ends with this process, however that ends. */
export async function startTestCluster(): Promise<string> {
  removeAbandoned();
  process.on('exit', stopTestCluster);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(1));
  }
  const { url } = await openCluster({ dataDir: directoryOf(process.pid), durable: false });
  return url;
}

/** Stops and removes the cluster of this process; does nothing when there is none. */
export function stopTestCluster(): void {
  removeCluster(directoryOf(process.pid));
}

function directoryOf(pid: number): string {
  return path.join(os.tmpdir(), `${DIRECTORY_PREFIX}${pid}`);
}

function removeAbandoned(): void {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const pid = Number(new RegExp(`^${DIRECTORY_PREFIX}(\\d+)$`).exec(name)?.[1] ?? process.pid);
    if (pid !== process.pid && !isAlive(pid)) removeCluster(directoryOf(pid));
  }
}

/** Synchronous, because it runs while the process exits. */
function removeCluster(dataDir: string): void {
  const data = path.join(dataDir, 'postgres');
  if (fs.existsSync(path.join(data, 'postmaster.pid'))) {
    const user = databaseUser();
    try {
      execFileSync(findBinaries(user).pgCtl, ['stop', '-D', data, '-m', 'immediate', '-s'], {
        ...(user ?? {}),
        cwd: os.tmpdir(),
        stdio: 'ignore',
      });
    } catch {
      // Its postmaster is gone already.
    }
  }
  fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
}
