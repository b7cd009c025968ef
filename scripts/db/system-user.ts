/*
 * Postgres refuses to run as root. Where we are root (containers, CI), the cluster runs under another
 * uid: `postgres` if the system has such a user, else `nobody`. Everywhere else as ourselves.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { userError } from '../errors.ts';

/** Where root keeps what that user must reach and cannot reach in a checkout below /root. */
export const REACHABLE_HOME = '/var/lib/dual-schema';

/** Whom the database's processes run as; `undefined` means as ourselves. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** The user to run Postgres as, or `undefined` when that is the current one. */
export function databaseUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const user = lookUp('postgres') ?? lookUp('nobody');
  if (user === undefined) {
    throw userError(
      'Postgres cannot run as root and this system has neither a user postgres nor nobody: ' +
        'start as another user, or set DATABASE_URL.',
    );
  }
  return user;
}

/** Gives a directory that we made, and all that is in it, to the user. */
export function giveTo(user: SystemUser | undefined, directory: string): void {
  if (user === undefined) return;
  fs.lchownSync(directory, user.uid, user.gid);
  for (const entry of fs.readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    fs.lchownSync(path.join(directory, entry), user.uid, user.gid);
  }
}

/** Whether the user may pass through every directory down to (and including) the given one. */
export function canReach(user: SystemUser | undefined, directory: string): boolean {
  if (user === undefined) return true;
  for (let current = fs.realpathSync(directory); ; current = path.dirname(current)) {
    if (!maySearch(user, fs.statSync(current))) return false;
    if (current === path.dirname(current)) return true;
  }
}

function maySearch(user: SystemUser, { uid, gid, mode }: fs.Stats): boolean {
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  return ((mode >> shift) & 1) === 1;
}

function lookUp(name: string): SystemUser | undefined {
  try {
    const id = (flag: string): number =>
      Number(
        execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      );
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
