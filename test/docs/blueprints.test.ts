/*
 * docs/blueprints.md: its TypeScript compiles, and gives the document that its SQL plans.
 */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import * as functions from '../../scripts/blueprints/blueprint.ts';
import { compilerErrors } from '../client/compile.ts';
import { ROOT } from '../support/programs.ts';

const PAGE = fs.readFileSync(path.join(ROOT, 'docs', 'blueprints.md'), 'utf8');
const [, CODE = ''] = /^```ts\n(.*?)^```$/ms.exec(PAGE) ?? [];
const [, DOCUMENT = ''] = /plan_blueprint\('4b6f…', '(.*?)'\);/s.exec(PAGE) ?? [];

test('the code compiles', () => {
  const file = path.join(ROOT, 'docs', 'blueprints.test-page.ts');
  fs.writeFileSync(file, CODE);
  try {
    expect(compilerErrors(file, '--types', '')).toEqual([]);
  } finally {
    fs.rmSync(file);
  }
});

test('it is the document', () => {
  const body = CODE.replace(/^import .*;$/m, '').replace('export default', 'return');
  const given = new Function(...Object.keys(functions), body)(...Object.values(functions));
  expect(given).toEqual(JSON.parse(DOCUMENT));
});

test('each function is named', () => {
  for (const name of Object.keys(functions)) expect(PAGE).toContain(name);
});
