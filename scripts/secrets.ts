/*
 * Secrets that are made once and kept in the data directory (the JWT secret, the superuser's
 * password). Two processes that start together end with the same secret: whoever links its file into
 * place first wins, and nobody ever reads half a file.
 */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { errorCode, userError } from './errors.ts';

/** Reads the secret `name` of a data directory; makes it (43 random characters) when missing. */
export function keptSecret(dataDir: string, name: string): string {
  const file = path.join(dataDir, name);
  const known = readSecret(file);
  if (known !== undefined) return known;
  fs.mkdirSync(dataDir, { recursive: true });
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
  return keptSecret(dataDir, name);
}

function readSecret(file: string): string | undefined {
  let secret: string;
  try {
    secret = fs.readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw userError(`${file} cannot be read (${errorCode(error)}): check who owns it.`, error);
  }
  if (secret === '') throw userError(`${file} is empty: delete it, and a new one is made.`);
  return secret;
}
