/*
 * `npm start` as a newcomer runs it, in a new data directory: what it prints works, Ctrl-C stops all
 * of it, and nothing is lost, however it ends.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readPostmaster } from '../../scripts/db/postmaster.ts';
import { isPostgresProcess } from '../../scripts/db/process.ts';
import { type Program, ROOT, watch } from '../support/programs.ts';

/** What `npm start` prints: addresses by name, and tokens by role. */
interface Printed {
  readonly urls: Readonly<Record<string, string>>;
  readonly tokens: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly body: { readonly data?: unknown; readonly errors?: readonly object[] };
}

const COMPANY = 'query ($id: ID) { company(filter: { id: { eq: $id } }) { name } }';
const NO_SETTINGS = /^(DATABASE_URL|API_DATABASE_URL|HOST|JWT_\w+|NODE_ENV|DUAL_SCHEMA_\w+)$/;

let dataDir: string;
let running: Program | undefined;
let printed: Printed;

/** Runs it in a process group of its own, as a terminal does, until it has printed everything. */
async function start(): Promise<void> {
  const npm = process.env.npm_execpath;
  const [program = '', ...args] = npm === undefined ? ['npm'] : [process.execPath, npm];
  const ours = Object.entries(process.env).filter(([name]) => !NO_SETTINGS.test(name));
  const child = spawn(program, [...args, 'start'], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(ours), DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' },
  });
  const { ended } = watch(child);
  running = { child, ended, ready: Promise.resolve('') };
  const text = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
      if (output.includes('Ctrl-C')) resolve(output);
    });
    ended.then(({ stderr }) => reject(new Error(`npm start ended: ${stderr}`)));
  });
  printed = {
    urls: pairs(text, /^ {2}(\w+) +(http\S+)$/gm),
    tokens: pairs(text, /^ {2}([A-Z]+)\s+(eyJ\S+)$/gm),
  };
}

function pairs(text: string, pattern: RegExp): Record<string, string> {
  return Object.fromEntries([...text.matchAll(pattern)].map(([, key, value]) => [key, value]));
}

/** Sends a signal to npm and all that it started, as the terminal does, and waits for the end. */
async function end(signal: NodeJS.Signals): Promise<void> {
  const program = running;
  running = undefined;
  if (program?.child.pid === undefined) return;
  process.kill(-program.child.pid, signal);
  await program.ended;
}

function postmaster(): number | undefined {
  const { pid } = readPostmaster(path.join(dataDir, 'postgres')) ?? {};
  return pid !== undefined && isPostgresProcess(pid) ? pid : undefined;
}

function killPostgres(): void {
  const pid = postmaster();
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}

async function ask(
  endpoint: 'GraphQL' | 'Metadata',
  token: string | undefined,
  query: string,
  variables: object = {},
): Promise<Answer> {
  const response = await fetch(printed.urls[endpoint] ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

async function createCompany(name: string): Promise<string> {
  const mutation = `mutation { createCompany(data: { name: "${name}" }) { id } }`;
  const { body } = await ask('GraphQL', printed.tokens.USER, mutation);
  return (body.data as { createCompany: { id: string } }).createCompany.id;
}

async function createRating(): Promise<void> {
  const objects = '{ objects { edges { node { id nameSingular } } } }';
  const { body } = await ask('Metadata', printed.tokens.ADMIN, objects);
  const { edges } = (
    body.data as { objects: { edges: { node: { id: string; nameSingular: string } }[] } }
  ).objects;
  const company = edges.find(({ node }) => node.nameSingular === 'company');
  const field = `{ objectMetadataId: "${company?.node.id}", name: "rating", type: RATING }`;
  const mutation = `mutation { createOneField(input: { field: ${field} }) { name } }`;
  expect((await ask('Metadata', printed.tokens.ADMIN, mutation)).body).toEqual({
    data: { createOneField: { name: 'rating' } },
  });
}

// Signals to a process group are of POSIX.
const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('npm start', () => {
  beforeAll(() => {
    dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-start-'));
    fs.chmodSync(dataDir, 0o755); // as root, Postgres runs as somebody else
  });
  beforeEach(async () => {
    if (running === undefined) await start();
  });
  afterAll(async () => {
    await end('SIGKILL');
    killPostgres();
    fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  test('prints addresses that answer', async () => {
    expect(Object.keys(printed.urls)).toEqual(
      expect.arrayContaining(['GraphQL', 'Metadata', 'GraphiQL']),
    );
    const get = async (address: string): Promise<{ status: number; text: string }> => {
      const response = await fetch(new URL(address, printed.urls.GraphQL));
      return { status: response.status, text: await response.text() };
    };
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
    expect((await get('/')).text).toContain('dual-schema');
    const graphiql = await get(printed.urls.GraphiQL ?? '');
    expect(graphiql.status).toBe(200);
    expect(graphiql.text).toContain('<title>GraphiQL');
  });

  test.each(['ADMIN', 'MANAGER', 'USER'])(
    'prints a token of %s that both endpoints take',
    async (role) => {
      const token = printed.tokens[role];
      expect(await ask('GraphQL', token, '{ products { totalCount } }')).toEqual({
        status: 200,
        body: { data: { products: { totalCount: 33 } } },
      });
      expect(await ask('Metadata', token, '{ currentWorkspace { subdomain } }')).toEqual({
        status: 200,
        body: { data: { currentWorkspace: { subdomain: 'acme' } } },
      });
    },
  );

  test('answers nobody without a token', async () => {
    const { status, body } = await ask('GraphQL', 'none', '{ products { totalCount } }');
    expect(status).toBe(401);
    expect(body.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('Ctrl-C stops the server and Postgres; the next start has the data and takes the token', async () => {
    const id = await createCompany('Kept');
    const token = printed.tokens.USER;
    const pid = postmaster() ?? Number.NaN;
    expect(isPostgresProcess(pid)).toBe(true);
    await end('SIGINT');
    expect(isPostgresProcess(pid)).toBe(false);
    expect(fs.existsSync(path.join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);

    await start();
    expect((await ask('GraphQL', token, COMPANY, { id })).body).toEqual({
      data: { company: { name: 'Kept' } },
    });
  });

  test('kill -9 of everything loses nothing that was answered', async () => {
    const id = await createCompany('Survivor');
    await createRating();
    killPostgres();
    await end('SIGKILL');

    await start();
    const query =
      'query ($id: ID) { company(filter: { id: { eq: $id } }) { name rating } products { totalCount } }';
    expect((await ask('GraphQL', printed.tokens.USER, query, { id })).body).toEqual({
      data: { company: { name: 'Survivor', rating: null }, products: { totalCount: 33 } },
    });
    await end('SIGTERM');
    expect(postmaster()).toBeUndefined();
  });
});
