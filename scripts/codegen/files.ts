/*
 * The files of a client on disk: written where they differ, and nowhere else.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { ClientFiles } from './generate.ts';

/** The files that are missing or not what they should be. */
export function staleFiles(folder: string, files: ClientFiles): string[] {
  return [...files].flatMap(([name, text]) =>
    readText(path.join(folder, name)) === text ? [] : [name],
  );
}

/** Writes those, and answers which. */
export function writeFiles(folder: string, files: ClientFiles): string[] {
  const stale = staleFiles(folder, files);
  for (const name of stale) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, files.get(name) ?? '');
  }
  return stale;
}

function readText(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}
