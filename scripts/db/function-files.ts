/*
 * The repeatable files: functions/**\/*.sql in the order of their paths, except plv8/ (TypeScript that
 * is bundled elsewhere). A file is known by its path and a hash of its text.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** One file of functions/. */
export interface FunctionFile {
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly hash: string;
  /** What it defines, as `schema.name`. */
  readonly functions: readonly string[];
}

/** All files of a folder, in the order they load. */
export function readFunctionFiles(folder: string): FunctionFile[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.sql') && !name.startsWith('plv8/'))
    .sort()
    .map((name) => {
      const text = fs.readFileSync(path.join(folder, name), 'utf8').replace(/\r\n/g, '\n');
      const hash = createHash('sha256').update(text).digest('hex');
      return { path: name, text, hash, functions: definedFunctions(text) };
    });
}

/** Names that a text defines. The lint check holds this against the parse tree. */
export function definedFunctions(text: string): string[] {
  const definition = /^create (?:or replace )?(?:function|procedure)\s+(\w+)\.("?)(\w+)\2\s*\(/gim;
  return [...text.matchAll(definition)].map(([, schema, , name]) => `${schema}.${name}`);
}

/** The line of a text that holds the character at a 1-based position. */
export function lineAt(text: string, position: number): number {
  return (
    Array.from(text)
      .slice(0, position - 1)
      .filter((character) => character === '\n').length + 1
  );
}

/** The line of a file at which the body of one of its functions begins. */
export function bodyLine(text: string, name: string): number {
  const bare = name.slice(name.indexOf('.') + 1);
  const definition = new RegExp(
    `^create (?:or replace )?(?:function|procedure)\\s+\\w+\\."?${bare}"?\\s*\\(`,
    'im',
  );
  const start = text.search(definition);
  const body = /\bas\s+\$\w*\$/i.exec(text.slice(Math.max(start, 0)));
  return text.slice(0, Math.max(start, 0) + (body ? body.index + body[0].length : 0)).split('\n')
    .length;
}
