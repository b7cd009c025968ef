/*
 * docs/deploy.md has every setting, with its default.
 */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { loadConfig } from '../../scripts/config.ts';
import { readDocument } from '../support/documents.ts';
import { ROOT } from '../support/programs.ts';

const [, TABLE = ''] =
  /## Configuration\n(.*?)\n## /s.exec(readDocument('docs', 'deploy.md')) ?? [];
const ROWS = TABLE.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
const codes = (cell = ''): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

test('settings, all of them', () => {
  const config = fs.readFileSync(path.join(ROOT, 'scripts', 'config.ts'), 'utf8');
  const read = [...config.matchAll(/(?:text\(|env\.)'?([A-Z_]+)/g)].map(([, name = '']) => name);
  const documented = ROWS.flatMap(([, names]) => codes(names));
  expect(documented.toSorted()).toEqual([...new Set(read)].toSorted());
});

test('their defaults', () => {
  const { port, host, dataDir, logLevel, databaseConnections, requestTimeoutMs, jwt } = loadConfig(
    {},
  );
  const defaults = Object.fromEntries(
    ROWS.flatMap(([, names, values]) => codes(names).map((name, at) => [name, codes(values)[at]])),
  );
  expect(defaults).toMatchObject({
    PORT: `${port}`,
    HOST: host,
    DATA_DIR: path.basename(dataDir),
    LOG_LEVEL: logLevel,
    DATABASE_CONNECTIONS: `${databaseConnections}`,
    REQUEST_TIMEOUT_MS: `${requestTimeoutMs}`,
    JWT_AUDIENCE: jwt.audience,
  });
});
