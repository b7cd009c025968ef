/*
 * docs/fields.md does what it says: its examples run and give their output, and its tables name the
 * types and settings that there are.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Api, startApi } from '../scripts/graphql/support.ts';
import { cells, readDocument, run, snippets } from '../support/documents.ts';

const PAGE = readDocument('docs', 'fields.md');
const TYPES = [...PAGE.matchAll(/^\| `([A-Z_]+)` .*\|$/gm)].map(([row, type = '']) => ({
  type,
  cells: row.split('|').map((cell) => cell.trim()),
}));
/** The names in code of a cell. */
const named = (cell = ''): string[] =>
  [...cell.matchAll(/`([a-z]\w+)`/gi)].map(([, name = '']) => name);

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

test('the examples run and give their output', async () => {
  const client = await api.database.client();
  const walk = snippets(PAGE).filter(({ language }) => ['sql', 'graphql'].includes(language));
  expect(walk).toHaveLength(3);
  for (const { language, code, output = '' } of walk) {
    if (language === 'sql') {
      expect({ code, answer: await run(client, code) }).toEqual({ code, answer: cells(output) });
    } else {
      const [acme] = await api.database.query<{ id: string }>('select id from core.workspace');
      const { data } = await (await api.caller(acme?.id ?? '')).ask(code);
      expect({ data }).toEqual(JSON.parse(output));
    }
  }
});

test('all types are there', async () => {
  expect(TYPES).toHaveLength(13);
});

describe.each(TYPES)('$type', ({ type, cells: [, , column, settings, , , unique, labels] }) => {
  test('has its column, settings and uses', async () => {
    const [fact] = await api.database.query<Record<string, unknown>>(
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
