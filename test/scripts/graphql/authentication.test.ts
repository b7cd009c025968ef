/*
 * Who gets in: the token's signature, audience and time, then what the database says of its claims.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { type Api, code, signToken, startApi } from './support.ts';

const QUERY = '{ __typename }';
const PREVIOUS = 'the secret of before, which is accepted and not issued';

let api: Api;
let workspaceId: string;

beforeAll(async () => {
  api = await startApi({ JWT_PREVIOUS_SECRET: PREVIOUS });
  workspaceId = await api.createWorkspace('auth');
});

afterAll(() => api?.stop());

const claims = () => ({ workspaceId, role: 'ADMIN' });

describe.each(['/graphql', '/metadata'])('%s', (path) => {
  const ask = (token: string | undefined) => api.server.graphql(path, token, QUERY);

  test('a good token', async () => {
    expect(await ask(await signToken({ claims: claims() }))).toMatchObject({ status: 200 });
  });

  test('a token signed with the previous secret', async () => {
    expect(await ask(await signToken({ claims: claims(), secret: PREVIOUS }))).toMatchObject({
      status: 200,
    });
  });

  test.each<[string, () => Promise<string | undefined>]>([
    ['no token', async () => undefined],
    ['no JWT', async () => 'nonsense'],
    ['an expired one', () => signToken({ claims: claims(), expiresIn: -10 })],
    ['another audience', () => signToken({ claims: claims(), audience: 'elsewhere' })],
    [
      'another key',
      () => signToken({ claims: claims(), secret: 'somebody else has this secret, not us' }),
    ],
    ['no signature', async () => unsigned(claims())],
    ['no workspace', () => signToken({ claims: { role: 'ADMIN' } })],
    [
      'a workspace that is no uuid',
      () => signToken({ claims: { ...claims(), workspaceId: "' or true --" } }),
    ],
    [
      'an unknown workspace',
      () =>
        signToken({ claims: { ...claims(), workspaceId: '10000000-0000-4000-8000-000000000000' } }),
    ],
    ['an unknown role', () => signToken({ claims: { ...claims(), role: 'OWNER' } })],
    [
      'a user who is no member',
      () => signToken({ claims: { ...claims(), sub: '10000000-0000-4000-8000-000000000000' } }),
    ],
  ])('%s is UNAUTHENTICATED', async (_case, token) => {
    const answer = await ask(await token());
    expect(answer.status).toBe(401);
    expect(answer.data).toBeUndefined();
    expect(code(answer)).toBe('UNAUTHENTICATED');
  });
});

test('a membership that ends is noticed at the next request', async () => {
  const [user] = await api.database.query<{ id: string }>(
    `insert into core."user" (email) values ('member@example.com') returning id`,
  );
  await api.database.query(
    `insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
     select $1, "workspaceId", id from core.role where "workspaceId" = $2 and name = 'USER'`,
    [user?.id, workspaceId],
  );
  const token = await signToken({ claims: { workspaceId, role: 'USER', sub: user?.id } });
  expect(await api.server.graphql('/graphql', token, QUERY)).toMatchObject({ status: 200 });
  const asAdmin = await signToken({ claims: { workspaceId, role: 'ADMIN', sub: user?.id } });
  expect(code(await api.server.graphql('/graphql', asAdmin, QUERY))).toBe('UNAUTHENTICATED');

  await api.database.query(
    'update core."userWorkspace" set "deletedAt" = now() where "userId" = $1',
    [user?.id],
  );
  expect(code(await api.server.graphql('/graphql', token, QUERY))).toBe('UNAUTHENTICATED');
});

describe('with a JWKS', () => {
  let keys: Server;
  let server: TestServer;
  let sign: (alg?: string) => Promise<string>;

  beforeAll(async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256', use: 'sig' };
    keys = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [jwk] }));
    });
    await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
    const { port } = keys.address() as AddressInfo;
    server = await startTestServer(api.database.url, {
      JWT_SECRET: '',
      JWT_JWKS_URL: `http://127.0.0.1:${port}/jwks.json`,
      JWT_ISSUER: 'https://issuer.example.com',
      API_DATABASE_URL: api.database.apiUrl,
    });
    sign = (issuer = 'https://issuer.example.com') =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'ES256', kid: 'k' })
        .setIssuer(issuer)
        .setAudience('dual-schema')
        .setIssuedAt()
        .setExpirationTime('10m')
        .sign(privateKey);
  });

  afterAll(async () => {
    await server?.close();
    await new Promise((resolve) => keys?.close(resolve));
  });

  test('its tokens are good', async () => {
    expect(await server.graphql('/graphql', await sign(), QUERY)).toMatchObject({ status: 200 });
  });

  test('those of another issuer, or of a secret, are not', async () => {
    expect(
      code(await server.graphql('/graphql', await sign('https://other.example.com'), QUERY)),
    ).toBe('UNAUTHENTICATED');
    expect(
      code(await server.graphql('/graphql', await signToken({ claims: claims() }), QUERY)),
    ).toBe('UNAUTHENTICATED');
  });
});

function unsigned(payload: Record<string, unknown>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  return `${part({ alg: 'none' })}.${part({ ...payload, aud: 'dual-schema', iat: now, exp: now + 600 })}.`;
}
