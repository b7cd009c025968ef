/*
 * What a server in production writes is one JSON object a line, whatever it is asked.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Gadgets, startGadgets } from './gadgets.ts';
import { code } from './support.ts';

let gadgets: Gadgets;

beforeAll(async () => {
  gadgets = await startGadgets({ NODE_ENV: 'production' });
});

afterAll(() => gadgets?.api.stop());

test('every line of the log is JSON, after refusals and for roles with few rights', async () => {
  const { api, caller, create, schema } = gadgets;
  const id = await create({ name: 'a', code: 'same' });
  const refused = [
    'createGadget(data: { name: "b", code: "same" })',
    'createGadgets(data: [{ name: "c" }, { name: "d", code: "same" }])',
    `createGadget(data: { id: "${id}", name: "e" })`,
    'createGadget(data: { name: "f", kind: "C" })',
    'createGadget(data: { name: "g", madeOn: "2024-13-01" })',
  ];
  for (const field of refused) {
    expect(code(await caller.ask(`mutation { ${field} { id } }`))).toMatch(/CONFLICT|BAD_USER/);
  }
  for (const [name, rights] of Object.entries({
    READER: 'canUpdateAllObjectRecords: false',
    NOBODY: 'canReadAllObjectRecords: false, canUpdateAllObjectRecords: false',
  })) {
    await caller.metadata(
      `mutation { createOneRole(input: { role: { name: "${name}", canSoftDeleteAllObjectRecords: false, ${rights} } }) { id } }`,
    );
    await (await api.caller(caller.workspaceId, name)).data('{ __typename }');
  }
  // By hand: a table of which nothing may be read.
  await api.database.query(
    `do $$ begin execute format('revoke select on ${schema}.gadget from %I',
       (select "databaseRole" from core.role where name = 'USER')); end $$`,
  );
  await (await api.caller(caller.workspaceId, 'USER')).data('{ __typename }');
  await api.database.query('select core.repair($1)', [caller.workspaceId]);
  // Each is logged before it is answered, but comes by way of a pipe: the end of the server is the end of it.
  await api.server.close();
  const lines = api.server.log().split('\n').slice(0, -1);
  const foreign = lines.filter((line) => {
    try {
      return typeof JSON.parse(line) !== 'object';
    } catch {
      return true;
    }
  });
  expect(foreign).toEqual([]);
});
