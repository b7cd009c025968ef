/*
 * docs/fields.md: its tables name the types and settings that there are.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { readDocument } from '../support/documents.ts';

const PAGE = readDocument('docs', 'fields.md');
const TYPES = [...PAGE.matchAll(/^\| `([A-Z_]+)` .*\|$/gm)].map(([row, type = '']) => ({
  type,
  cells: row.split('|').map((cell) => cell.trim()),
}));
/** The names in code of a cell. */
const named = (cell = ''): string[] =>
  [...cell.matchAll(/`([a-z]\w+)`/gi)].map(([, name = '']) => name);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

test('all types are there', async () => {
  expect(TYPES).toHaveLength(13);
});

describe.each(TYPES)('$type', ({ type, cells: [, , column, settings, , , unique, labels] }) => {
  test('has its column, settings and uses', async () => {
    const [fact] = await database.query<Record<string, unknown>>(
      `select compiler.column_type($1, '{}') as column, compiler.can_identify($1, false) as labels,
         array(select k from unnest(compiler.setting_keys($1)) k where k <> 'isInverse' order by k) as settings,
         (select coalesce(bool_or(f.sqlstate = 'MC205'), false) from unnest(compiler.validate_field(
           jsonb_populate_record(null::core."fieldMetadata",
             jsonb_build_object('name', 'x', 'label', 'x', 'type', $1::text, 'isUnique', true)))) f) as alike`,
      [type],
    );
    expect(fact).toEqual({
      column: column?.replaceAll('`', ''),
      settings: named(settings).toSorted(),
      labels: labels === 'yes',
      alike: unique === 'no',
    });
  });
});

test('each setting is explained', () => {
  const rows = [...PAGE.matchAll(/^\| (`[a-z][^|]*) \|/gm)].flatMap(([, cell]) => named(cell));
  const all = TYPES.flatMap(({ cells: [, , , settings] }) => named(settings));
  expect([...new Set(rows)].toSorted()).toEqual([...new Set(all)].toSorted());
});
