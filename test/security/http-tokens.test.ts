/*
 * Forged, altered and outlived tokens: UNAUTHENTICATED at both endpoints, and nothing has changed by any. What
 * a token must have at all: test/scripts/graphql/authentication.test.ts.
 */
import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { createAuthenticate } from '../../scripts/graphql/authenticate.ts';
import { createMember, createRole, type Member, roleId } from '../scripts/graphql/permissions.ts';
import { type Api, type Caller, code, signToken, startApi } from '../scripts/graphql/support.ts';
import { TEST_SECRET } from '../support/environment.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { everything } from '../support/snapshot.ts';

const ASKED = {
  '/graphql': 'mutation { createCompany(data: { name: "forged" }) { id } }',
  '/metadata': 'mutation { updateWorkspace(data: { displayName: "forged" }) { id } }',
};

let api: Api;
let workspaceId: string;
let other: Caller;
let ann: Member;

beforeAll(async () => {
  api = await startApi();
  workspaceId = await api.createWorkspace('tokens');
  other = await api.caller(await api.createWorkspace('others'));
  ann = await createMember(api, workspaceId, 'USER', 'ann@example.com');
});

afterAll(() => api?.stop());

/** Refused at both endpoints, whoever it claims to be, with nothing changed. */
async function expectRefused(token: string, server: TestServer = api.server): Promise<void> {
  const before = await everything(api.database);
  for (const [path, query] of Object.entries(ASKED)) {
    const answer = await server.graphql(path, token, query);
    expect([path, answer.status, code(answer)]).toEqual([path, 401, 'UNAUTHENTICATED']);
    expect(answer.data).toBeUndefined();
  }
  expect(await everything(api.database)).toBe(before);
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = () => {
  const now = Math.floor(Date.now() / 1000);
  return { workspaceId, role: 'ADMIN', aud: 'dual-schema', iat: now, exp: now + 600 };
};

/** A token of theirs with another payload or header under the same signature. */
async function altered(change: Record<string, unknown>, header?: object): Promise<string> {
  const [head = '', payload = '', signature = ''] = ann.token.split('.');
  const given = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const changed = Object.keys(change).length > 0 ? encoded({ ...given, ...change }) : payload;
  return [header ? encoded(header) : head, changed, signature].join('.');
}

describe('a token', () => {
  test.each<[string, () => Promise<string>]>([
    ['whose role was altered', () => altered({ role: 'ADMIN' })],
    ['whose workspace was altered', () => altered({ workspaceId: other.workspaceId })],
    ['whose user was altered', () => altered({ sub: undefined })],
    ['whose end was altered', () => altered({ exp: 4_000_000_000 })],
    ['whose algorithm was altered', () => altered({}, { alg: 'HS512' })],
    ['whose algorithm was altered to none', () => altered({ role: 'ADMIN' }, { alg: 'none' })],
    ['with none in capitals', async () => `${encoded({ alg: 'NONE' })}.${encoded(claims())}.`],
    ['without algorithm', async () => `${encoded({ typ: 'JWT' })}.${encoded(claims())}.`],
    ['without its signature', async () => `${ann.token.split('.').slice(0, 2).join('.')}.`],
    ['with half of its signature', async () => ann.token.slice(0, -20)],
    ['of an empty secret', () => hmac('')],
    ['signed by HS512 with our secret', () => hmac(TEST_SECRET, { alg: 'HS512' })],
    ['that is not valid yet', () => hmac(TEST_SECRET, {}, { nbf: 4_000_000_000 })],
    ['without an end', () => hmac(TEST_SECRET, {}, { exp: undefined })],
    ['without its time', () => hmac(TEST_SECRET, {}, { iat: undefined })],
    ['for somebody else too', () => hmac(TEST_SECRET, {}, { aud: ['elsewhere'] })],
    ['with a critical header', () => hmac(TEST_SECRET, { crit: ['x'], x: 1 })],
    ['with a role that is a list', () => hmac(TEST_SECRET, {}, { role: ['ADMIN'] })],
    ['with a role in another case', () => hmac(TEST_SECRET, {}, { role: 'admin' })],
    ['with a role that is SQL', () => hmac(TEST_SECRET, {}, { role: `ADMIN' or true --` })],
    ['with the name of a Postgres role', () => hmac(TEST_SECRET, {}, { role: 'compiler' })],
    ['with a role that no text can be', () => hmac(TEST_SECRET, {}, { role: 'AD\0MIN' })],
    ['with half a character in its role', () => hmac(TEST_SECRET, {}, { role: '\ud800' })],
    ['with an empty user', () => hmac(TEST_SECRET, {}, { sub: '' })],
    ['with a user that is null', () => hmac(TEST_SECRET, {}, { sub: null })],
    [
      'with a user that is a list',
      () => hmac(TEST_SECRET, {}, { sub: [ann.userId], role: 'USER' }),
    ],
    [
      'with a workspace that is a list',
      () => hmac(TEST_SECRET, {}, { workspaceId: [workspaceId] }),
    ],
    ['with its end as a text', () => hmac(TEST_SECRET, {}, { exp: '4000000000' })],
    ['with its audience as an object', () => hmac(TEST_SECRET, {}, { aud: { 'dual-schema': 1 } })],
    [
      'with a workspace in braces',
      () => hmac(TEST_SECRET, {}, { workspaceId: `{${workspaceId}}` }),
    ],
    ['of a member, for another role', () => hmac(TEST_SECRET, {}, { sub: ann.userId })],
    [
      'of a member, for another workspace',
      () =>
        hmac(TEST_SECRET, {}, { sub: ann.userId, role: 'USER', workspaceId: other.workspaceId }),
    ],
    ['of a user as a workspace', () => hmac(TEST_SECRET, {}, { workspaceId: ann.userId })],
    ['that is nonsense of 8 kB', async () => 'x'.repeat(8192)],
  ])('%s is refused', async (_what, token) => {
    await expectRefused(await token());
  });

  test('that is too long for a header is refused before it is read', async () => {
    const response = await fetch(`${api.server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${'x'.repeat(100_000)}`,
      },
      body: JSON.stringify({ query: ASKED['/graphql'] }),
    });
    expect(response.status).toBe(431);
    expect(code((await response.json()) as never)).toBe('BAD_USER_INPUT');
  });
});

/** What jose refuses to sign, by hand. */
async function hmac(secret: string, header: object = {}, over: object = {}): Promise<string> {
  const alg = 'alg' in header ? String(header.alg) : 'HS256';
  const text = `${encoded({ alg, ...header })}.${encoded({ ...claims(), ...over })}`;
  const hash = createHmac(`sha${alg.slice(2)}`, secret).update(text);
  return `${text}.${hash.digest('base64url')}`;
}

describe('a token that was good, and has been used', () => {
  const works = async ({ token }: { token: string }) =>
    expect(
      await api.server.graphql('/graphql', token, '{ companies { totalCount } }'),
    ).toMatchObject({ status: 200, data: { companies: { totalCount: 0 } } });
  let bob: Member;

  beforeAll(async () => {
    bob = await createMember(api, workspaceId, 'ADMIN', 'bob@example.com');
    await createMember(api, workspaceId, 'ADMIN', 'keeper@example.com');
  });

  test('until its user is deleted', async () => {
    const member = await createMember(api, workspaceId, 'USER', 'gone@example.com');
    await works(member);
    await api.database.query('update core."user" set "deletedAt" = now() where id = $1', [
      member.userId,
    ]);
    await expectRefused(member.token);
  });

  test('until its membership is removed for good', async () => {
    const member = await createMember(api, workspaceId, 'USER', 'removed@example.com');
    await works(member);
    await api.database.query('delete from core."userWorkspace" where id = $1', [member.id]);
    await expectRefused(member.token);
  });

  test('until its member has another role', async () => {
    await works(bob);
    const admin = await api.caller(workspaceId);
    await admin.metadata(
      'mutation ($member: ID!, $role: ID!) { updateWorkspaceMemberRole(workspaceMemberId: $member, roleId: $role) { id } }',
      { member: bob.id, role: await roleId(admin, 'USER') },
    );
    await expectRefused(bob.token);
  });

  test('until its membership is over', async () => {
    const member = await createMember(api, workspaceId, 'USER', 'over@example.com');
    await works(member);
    await api.database.query('update core."userWorkspace" set "deletedAt" = now() where id = $1', [
      member.id,
    ]);
    await expectRefused(member.token);
  });

  test.each([
    ['renamed', `update core.role set name = 'Other' where id = $1`],
    ['deleted', 'delete from core.role where id = $1'],
  ])('until its role is %s', async (_what, change) => {
    const admin = await api.caller(workspaceId);
    const role = await createRole(admin, { name: 'Passing' });
    const caller = await api.caller(workspaceId, 'Passing');
    await works(caller);
    await api.database.query(change, [role]);
    await expectRefused(caller.token);
  });

  test.each([
    ['switched off', '"isActivated" = false'],
    ['deleted', '"deletedAt" = now()'],
  ])('until its workspace is %s', async (what, change) => {
    const workspace = await api.createWorkspace(what.replace(' ', '-'));
    const caller = await api.caller(workspace);
    await works(caller);
    await api.database.query(`update core.workspace set ${change} where id = $1`, [workspace]);
    await expectRefused(caller.token);
  });

  test('until its time is over', async () => {
    const token = await signToken({ claims: { workspaceId, role: 'USER' }, expiresIn: 2 });
    await works({ token });
    const end = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).exp;
    while (Date.now() < end * 1000) await new Promise((resolve) => setTimeout(resolve, 50));
    await expectRefused(token);
  });
});

describe('with the keys of a JWKS', () => {
  let keys: Server;
  let isPublished = true;
  let asked: string[];
  let server: TestServer;
  let rsa: { publicKey: KeyObject; privateKey: KeyObject };

  beforeAll(async () => {
    rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    asked = [];
    keys = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('content-type', 'application/json');
      const jwk = { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'k', use: 'sig' };
      response.end(JSON.stringify({ keys: isPublished ? [jwk] : [] }));
    });
    await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
    server = await startTestServer(api.database.url, {
      JWT_SECRET: '',
      JWT_JWKS_URL: `${keysUrl()}/jwks.json`,
      API_DATABASE_URL: api.database.apiUrl,
    });
  });

  afterAll(async () => {
    await server?.close();
    await new Promise((resolve) => keys?.close(resolve));
  });

  const keysUrl = () => `http://127.0.0.1:${(keys.address() as AddressInfo).port}`;
  const sign = (key: KeyObject, header: object = {}) =>
    new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: 'k', ...header }).sign(key);

  test('a token of theirs is good', async () => {
    expect(
      await server.graphql('/graphql', await sign(rsa.privateKey), '{ __typename }'),
    ).toMatchObject({ status: 200 });
  });

  test.each(['spki', 'pkcs1'] as const)(
    'their public key (%s) as the secret of an HS256 token is refused',
    async (type) => {
      const pem = rsa.publicKey.export({ type, format: 'pem' }) as string;
      for (const secret of [pem, pem.trim()]) {
        await expectRefused(await hmac(secret, { alg: 'HS256', kid: 'k' }), server);
      }
    },
  );

  test('a key of somebody else is refused, wherever the token says that it is', async () => {
    const mine = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = mine.publicKey.export({ format: 'jwk' });
    for (const header of [
      {},
      { jwk },
      { jku: `${keysUrl()}/mine.json` },
      { x5u: `${keysUrl()}/mine.pem` },
      { kid: 'other' },
      { kid: '../../etc/passwd' },
    ]) {
      await expectRefused(await sign(mine.privateKey, header), server);
    }
    expect(asked.filter((url) => url !== '/jwks.json')).toEqual([]);
  });

  test('a key that was withdrawn proves nothing any more, however often it did', async () => {
    const jwksUrl = `${keysUrl()}/jwks.json`;
    const authenticate = createAuthenticate({ jwksUrl, audience: 'dual-schema' });
    const header = `Bearer ${await sign(rsa.privateKey)}`;
    expect(await authenticate(header)).toMatchObject({ workspaceId });
    isPublished = false;
    // The keys are remembered for ten minutes, what they proved for one.
    const later = Date.now() + 11 * 60_000;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => later);
    try {
      expect(await authenticate(header)).toBeUndefined();
    } finally {
      clock.mockRestore();
      isPublished = true;
    }
  });

  test('no signature is refused', async () => {
    await expectRefused(`${encoded({ alg: 'none', kid: 'k' })}.${encoded(claims())}.`, server);
  });
});

test('none of it was an error of ours', () => {
  expect(api.server.log()).not.toContain('internal error');
});
