/*
 * The pages about commands do what they say: each line of shell runs, in order, on the demo workspace,
 * and the last one of a block prints what follows it. Ids, days and what is measured are not compared.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedDemo } from '../../scripts/demo/seed.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { TEST_SECRET } from '../support/environment.ts';
import { ROOT, runProgram } from '../support/programs.ts';

const LINE = /^npm run (?:--silent )?(\w+) -- (.*?)(?: > (\S+))?$/;

/** Without what is different each time, and with one blank where columns are filled up with some. */
function stable(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replace(/\d{4}-\d\d-\d\d/g, '<day>')
    .replace(/[\d.]+ m?s\b/g, '<time>')
    .replace(/[\d.,]+ (a second|MB)/g, '<number> $1')
    .replace(/ +/g, ' ')
    .trim();
}

describe.each(['generate.md', 'seed.md', 'workspaces.md'])('docs/%s', (page) => {
  const text = fs.readFileSync(path.join(ROOT, 'docs', page), 'utf8');
  const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
    ([, language = '', code = '']) => ({ language, code }),
  );
  let database: TestDatabase;
  let folder: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    await seedDemo(database.url);
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-docs-'));
  });
  afterAll(async () => {
    await database.drop();
    fs.rmSync(folder, { recursive: true });
  });

  /** One line of shell; files are in a folder of ours. */
  async function run(line: string): Promise<string> {
    const [, command = '', rest = '', target] = LINE.exec(line) ?? [];
    const args = rest
      .split(' ')
      .map((word) => (/^\w+\.(json|ts|svg|mmd)$/.test(word) ? path.join(folder, word) : word));
    const { code, stdout, stderr } = await runProgram('scripts/cli.ts', [command, ...args], {
      DATABASE_URL: database.url,
      JWT_SECRET: TEST_SECRET,
    });
    expect([line, code, stderr]).toEqual([line, 0, '']);
    if (target !== undefined) fs.writeFileSync(path.join(folder, target), stdout);
    return stdout;
  }

  test('its commands run and print what it says', async () => {
    expect(blocks.filter(({ language }) => language === 'sh').length).toBeGreaterThan(1);
    for (const [place, { language, code }] of blocks.entries()) {
      if (language !== 'sh') continue;
      let answer = '';
      for (const line of code.trimEnd().split('\n')) answer = await run(line);
      const next = blocks[place + 1];
      if (next?.language === 'text') expect(stable(answer)).toBe(stable(next.code));
      if (next?.language === 'json')
        expect(JSON.parse(answer)).toMatchObject(JSON.parse(next.code));
    }
  });

  test('files that it links to exist', () => {
    for (const [, link = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
      expect([link, fs.existsSync(path.join(ROOT, 'docs', link))]).toEqual([link, true]);
    }
  });
});
