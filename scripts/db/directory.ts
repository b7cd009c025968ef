/*
 * Where the files of the embedded cluster lie: in DATA_DIR, unless we are root and the user that
 * Postgres runs as cannot reach DATA_DIR (a checkout below /root). Then they lie in /var/lib, and
 * DATA_DIR has a symlink to them, so that deleting DATA_DIR still means starting afresh.
 */
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from '../errors.ts';
import { readPostmaster } from './postmaster.ts';
import { isPostgresProcess } from './process.ts';
import { canReach, REACHABLE_HOME, type SystemUser } from './system-user.ts';

/** The path of PGDATA for a data directory; its parent exists, it may not. */
export function clusterDirectory(dataDir: string, user: SystemUser | undefined): string {
  fs.mkdirSync(dataDir, { recursive: true });
  const place = path.join(fs.realpathSync(dataDir), 'postgres');
  if (canReach(user, dataDir)) return place;
  if (isSymlink(place)) return fs.readlinkSync(place);

  const key = createHash('sha256').update(place).digest('hex').slice(0, 12);
  fs.mkdirSync(REACHABLE_HOME, { recursive: true, mode: 0o755 });
  removeAbandoned(key);
  const home = path.join(REACHABLE_HOME, `${key}-${randomBytes(4).toString('hex')}`);
  try {
    fs.symlinkSync(home, place);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  return fs.readlinkSync(place);
}

/** Clusters whose data directory was deleted: nothing points to them any more. */
function removeAbandoned(key: string): void {
  for (const name of fs.readdirSync(REACHABLE_HOME)) {
    const directory = path.join(REACHABLE_HOME, name);
    const running = readPostmaster(directory);
    if (!name.startsWith(`${key}-`) || (running && isPostgresProcess(running.pid))) continue;
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

function isSymlink(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
