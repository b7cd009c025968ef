/*
 * docs/blueprints.md: its TypeScript gives the document that its SQL plans.
 */
import { expect, test } from '@jest/globals';
import * as functions from '../../scripts/blueprints/blueprint.ts';
import { readDocument } from '../support/documents.ts';

const PAGE = readDocument('docs', 'blueprints.md');
const [, CODE = ''] = /^```ts\n(.*?)^```$/ms.exec(PAGE) ?? [];
const [, DOCUMENT = ''] = /plan_blueprint\(w\.id, '(.*?)'\)/s.exec(PAGE) ?? [];

test('it is the document', () => {
  const body = CODE.replace(/^import .*;$/m, '').replace('export default', 'return');
  const given = new Function(...Object.keys(functions), body)(...Object.values(functions));
  expect(given).toEqual(JSON.parse(DOCUMENT));
});

test('each function is named', () => {
  for (const name of Object.keys(functions)) expect(PAGE).toContain(name);
});
