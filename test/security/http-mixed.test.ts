/*
 * Roles with other rights, of two workspaces whose APIs are alike, at the same time and over two connections: each
 * is answered by its own rights, whatever API, plan or prepared statement another one has left there.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { done } from '../scripts/graphql/changing.ts';
import { createRole, fieldId, upsert } from '../scripts/graphql/permissions.ts';
import {
  type Answer,
  type Api,
  type Caller,
  code,
  createObject,
  startApi,
} from '../scripts/graphql/support.ts';

const ROLES = ['Plain', 'Rows', 'Fields', 'Both'] as const;
type RoleName = (typeof ROLES)[number];

interface Side {
  readonly name: string;
  readonly admin: Caller;
  readonly deal: string;
  readonly secret: string;
  readonly roles: ReadonlyMap<RoleName, { readonly id: string; readonly caller: Caller }>;
}

let api: Api;
let sides: Side[];

beforeAll(async () => {
  api = await startApi({ DATABASE_CONNECTIONS: '2' });
  sides = await Promise.all(['left', 'right'].map(createSide));
});

afterAll(() => api?.stop());

/** Two deals, the first of which Rows and Both see, and a secret, which Fields and Both do not. */
async function createSide(name: string): Promise<Side> {
  const admin = await api.caller(await api.createWorkspace(name));
  const deal = await createObject(admin, 'deal', 'deals', [
    { name: 'title', type: 'TEXT' },
    { name: 'secret', type: 'TEXT' },
  ]);
  const secret = await fieldId(admin, deal, 'secret');
  const roles = new Map<RoleName, { id: string; caller: Caller }>();
  for (const role of ROLES) {
    const id = await createRole(admin, { name: role });
    roles.set(role, { id, caller: await api.caller(admin.workspaceId, role) });
    if (role === 'Rows' || role === 'Both') {
      const readFilter = { title: { eq: `${name} 1` } };
      await done(upsert(admin, 'Row', id, [{ objectMetadataId: deal, readFilter }]));
    }
    if (role === 'Fields' || role === 'Both') await showSecret(admin, deal, secret, id, false);
  }
  await admin.data('mutation ($data: [DealCreateInput!]!) { createDeals(data: $data) { id } }', {
    data: ['1', '2'].map((each) => ({ title: `${name} ${each}`, secret: `of ${name}` })),
  });
  return { name, admin, deal, secret, roles };
}

const showSecret = (admin: Caller, deal: string, secret: string, role: string, shown: boolean) =>
  done(
    upsert(admin, 'Field', role, [
      {
        objectMetadataId: deal,
        fieldMetadataId: secret,
        canReadFieldValue: shown,
        canUpdateFieldValue: shown,
      },
    ]),
  );

const list = (fields: string) =>
  `{ deals(orderBy: [{ title: AscNullsLast }]) { totalCount edges { node { ${fields} } } } }`;
const nodes = ({ data }: Answer) =>
  data?.deals.edges.map(({ node }: { node: Record<string, string> }) => node);

async function expectOwnRights({ name, roles }: Side, role: RoleName): Promise<void> {
  const { caller } = roles.get(role) as { caller: Caller };
  const titles = role === 'Rows' || role === 'Both' ? [`${name} 1`] : [`${name} 1`, `${name} 2`];
  const [plain, secret] = await Promise.all([
    caller.ask(list('title')),
    caller.ask(list('title secret')),
  ]);
  expect([name, role, nodes(plain)]).toEqual([name, role, titles.map((title) => ({ title }))]);
  if (role === 'Fields' || role === 'Both') {
    expect([name, role, code(secret), secret.data]).toEqual([
      name,
      role,
      'BAD_USER_INPUT',
      undefined,
    ]);
  } else {
    const seen = titles.map((title) => ({ title, secret: `of ${name}` }));
    expect([name, role, nodes(secret)]).toEqual([name, role, seen]);
  }
}

test('each role of each workspace gets what is its own, in any order', async () => {
  for (let round = 0; round < 10; round++) {
    await Promise.all(sides.flatMap((side) => ROLES.map((role) => expectOwnRights(side, role))));
  }
});

test('a right that was taken away is gone from all that is asked for afterwards, and from no other role', async () => {
  const [{ admin, deal, secret, roles } = fail(), other = fail()] = sides;
  const { id, caller } = roles.get('Plain') as { id: string; caller: Caller };
  for (let round = 0; round < 5; round++) {
    await showSecret(admin, deal, secret, id, true);
    const during = Array.from({ length: 10 }, () => caller.ask(list('secret')));
    await showSecret(admin, deal, secret, id, false);
    const after = await Promise.all(Array.from({ length: 10 }, () => caller.ask(list('secret'))));
    expect(after.map(code)).toEqual(after.map(() => 'BAD_USER_INPUT'));
    expect(after.map(({ data }) => data)).toEqual(after.map(() => undefined));
    // Those that were under way have seen it before, or are refused; none fails otherwise.
    const ends = (await Promise.all(during)).map((answer) => code(answer) ?? nodes(answer)?.length);
    for (const end of ends) expect([2, 'BAD_USER_INPUT', 'FORBIDDEN']).toContain(end);
    await expectOwnRights(other, 'Plain');
  }
  await showSecret(admin, deal, secret, id, true);
});

test('none of it was an error of ours', () => {
  expect(api.server.log()).not.toContain('internal error');
});

function fail(): never {
  throw new Error('A workspace is missing.');
}
