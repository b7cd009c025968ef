/*
 * docs/permissions.md names the flags that roles have, docs/security.md the lists that the walk through
 * the catalog goes by.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { readDocument } from '../support/documents.ts';
import { DEFINERS, FOR_PUBLIC, FOR_ROLES, RIGHTS_OF_PUBLIC } from '../support/walls.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database?.drop());

test('the flags are those of the standard roles, and of a new one', async () => {
  const rows = [
    ...readDocument('docs', 'permissions.md').matchAll(/^\| `(can\w+)` +\|.*?\|(.*)\|$/gm),
  ];
  expect(rows).toHaveLength(5);
  await database.query(
    `insert into core.workspace ("displayName", subdomain) values ('Acme', 'acme')`,
  );
  await database.query(
    `insert into core.role ("workspaceId", name) select id, 'a new role' from core.workspace`,
  );
  for (const [, flag = '', cellsOfRow = ''] of rows) {
    const roles = ['ADMIN', 'MANAGER', 'USER', 'a new role'];
    const actual = await database.query<{ has: boolean }>(
      `select r."${flag}" as has from unnest($1::text[]) with ordinality n (name, place)
       join core.role r on r.name = n.name order by n.place`,
      [roles],
    );
    expect([flag, ...actual.map(({ has }) => (has ? 'yes' : 'no'))]).toEqual([
      flag,
      ...cellsOfRow.split('|').map((cell) => cell.trim()),
    ]);
  }
});

test('the lists of docs/security.md are those that are checked', () => {
  const listed = (heading: string): string[] => {
    const [, section = ''] = readDocument('docs', 'security.md').split(`### ${heading}\n`);
    const [list = ''] = section.split('\n#');
    return [...list.matchAll(/^- `([^`]+)`/gm)].map(([, name = '']) => name);
  };
  expect(listed('Functions for PUBLIC')).toEqual(FOR_PUBLIC);
  expect(listed('Functions for roles of ours')).toEqual(Object.keys(FOR_ROLES));
  expect(listed("Functions with their owner's rights")).toEqual(DEFINERS);
  expect(listed('Rights of PUBLIC')).toEqual(RIGHTS_OF_PUBLIC);
});
