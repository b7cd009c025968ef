/*
 * Where the files of the embedded cluster lie: in DATA_DIR, unless we are root and the user that
 * Postgres runs as cannot reach DATA_DIR (a checkout below /root). Then they lie in /var/lib, and
 * DATA_DIR has a symlink to them, so that deleting DATA_DIR still means starting afresh: a home whose
 * symlink is gone is removed when the next one is made.
 */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from '../errors.ts';
import { readPostmaster } from './postmaster.ts';
import { isPostgresProcess } from './process.ts';
import { canReach, REACHABLE_HOME, type SystemUser } from './system-user.ts';

const HOMES = path.join(REACHABLE_HOME, 'clusters');
/** Beside each home, a file of this suffix says where its symlink is. */
const PLACE_SUFFIX = '.place';
/** So old is a home at least whose missing symlink means that it is abandoned. */
const BEING_MADE_MS = 60_000;

/** The path of PGDATA for a data directory; its parent exists, it may not. */
export function clusterDirectory(dataDir: string, user: SystemUser | undefined): string {
  fs.mkdirSync(dataDir, { recursive: true });
  const place = path.join(fs.realpathSync(dataDir), 'postgres');
  if (canReach(user, dataDir)) return place;
  return targetOf(place) ?? makeHome(place);
}

function makeHome(place: string): string {
  fs.mkdirSync(HOMES, { recursive: true, mode: 0o755 });
  removeAbandonedHomes();
  const home = path.join(HOMES, randomBytes(6).toString('hex'));
  fs.writeFileSync(home + PLACE_SUFFIX, place);
  try {
    fs.symlinkSync(home, place);
    return home;
  } catch (error) {
    fs.rmSync(home + PLACE_SUFFIX, { force: true });
    // Another process was quicker.
    if (errorCode(error) !== 'EEXIST') throw error;
    return fs.readlinkSync(place);
  }
}

function removeAbandonedHomes(): void {
  for (const name of fs.readdirSync(HOMES)) {
    if (!name.endsWith(PLACE_SUFFIX)) continue;
    const placeFile = path.join(HOMES, name);
    const home = placeFile.slice(0, -PLACE_SUFFIX.length);
    const running = readPostmaster(home);
    if (isOwned(placeFile, home)) continue;
    if (running !== undefined && isPostgresProcess(running.pid)) continue;
    fs.rmSync(home, { recursive: true, force: true });
    fs.rmSync(placeFile, { force: true });
  }
}

/** Whether a home has its symlink, or may yet get it. */
function isOwned(placeFile: string, home: string): boolean {
  try {
    if (Date.now() - fs.statSync(placeFile).mtimeMs < BEING_MADE_MS) return true;
    return targetOf(fs.readFileSync(placeFile, 'utf8')) === home;
  } catch (error) {
    // Another process was quicker.
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
}

/** Where a symlink leads; `undefined` if it is none. */
function targetOf(file: string): string | undefined {
  const isLink = fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return isLink ? fs.readlinkSync(file) : undefined;
}
