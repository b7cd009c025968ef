/*
 * Every page does what it says: each of its fenced blocks is run, in order, and gives the output that
 * follows it. A block that nothing runs fails.
 */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pages, readDocument, snippets } from '../support/documents.ts';
import { openPage, type Page } from '../support/page.ts';
import { ROOT } from '../support/programs.ts';

/** Lines of shell that need what npm does not bring, or are this very run. */
const BY_HAND: readonly string[] = [
  'npm ci && npm test',
  'pg_dumpall --roles-only --dbname="$DATABASE_URL" > roles.sql',
  'pg_dump --create --format=custom --dbname="$DATABASE_URL" > dual_schema.dump',
  'psql --file roles.sql "$RESTORE_URL"',
  'pg_restore --create --exit-on-error --dbname="$RESTORE_URL" dual_schema.dump',
  'pg_restore --data-only --single-transaction --disable-triggers --schema="$SCHEMA_NAME" --dbname="$DATABASE_URL" dual_schema.dump',
];

/** The headings of a page, as links name them. */
function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe.each(pages())('%s', (name) => {
  const text = readDocument(name);
  const walk = snippets(text);

  if (walk.length > 0) {
    let page: Page;
    beforeAll(async () => {
      page = await openPage(name, BY_HAND);
    });
    afterAll(() => page?.close());

    test('runs, and gives the output that it shows', async () => {
      for (const snippet of walk) await page.run(snippet);
    });
  }

  test('what it links to exists', () => {
    for (const [, link = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
      const [target = '', anchor] = link.split('#');
      const file = target === '' ? name : path.join(path.dirname(name), target);
      expect([link, fs.existsSync(path.join(ROOT, file))]).toEqual([link, true]);
      if (anchor !== undefined) expect(anchors(readDocument(file))).toContain(anchor);
    }
  });
});

test('README names every page', () => {
  const readme = readDocument('README.md');
  for (const name of pages().slice(1)) expect(readme).toContain(`](${name})`);
});

test('what is run by hand is on some page', () => {
  const lines = pages().flatMap((name) =>
    readDocument(name)
      .replace(/ *\\\n */g, ' ')
      .split('\n'),
  );
  const commands = lines.map((line) => line.replace(/ +#.*$/, ''));
  expect(commands).toEqual(expect.arrayContaining([...BY_HAND]));
});
