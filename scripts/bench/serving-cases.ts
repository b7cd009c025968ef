/*
 * The API under load, beside the same SQL by hand in the same transaction and beside stock PostGraphile:
 * each a process of its own, asked in turn, round by round, so that whatever else the machine does hits
 * all alike. Stock PostGraphile stands there twice: trusting a token until it expires, and asking the
 * database at each request whether it still holds, as ours does.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';
import type pg from 'pg';
import { loadConfig } from '../config.ts';
import { apiConnection } from '../db/api-login.ts';
import { withClient } from '../db/client.ts';
import { ROOT } from '../paths.ts';
import { findWorkspace, mintToken } from '../tokens.ts';
import { type Question, questions } from './servers/questions.ts';

const CONNECTIONS = 10;
const ROUND_SECONDS = 2;
const SECRET = 'a secret of the bench, 32 bytes or more';
const WORKSPACE = 'bench-serving';

/** Requests a second: medians of the rounds. */
export interface ServingRow {
  readonly name: string;
  readonly ours: number;
  readonly hand: number;
  readonly stock: number;
  /** Stock PostGraphile that asks whether the token still holds. */
  readonly checked: number;
}

/** A server to be asked. */
interface Server {
  readonly url: string;
  readonly body: (question: Question, place: number) => unknown;
  stop(): Promise<void>;
}

const DATA = `
insert into company (name, employees) select 'Company ' || n, n from generate_series(1, 200) n;
insert into person ("firstName", "lastName", email, "companyId")
select 'Ada', 'Number ' || n, 'ada' || n || '@example.com', (array(select id from company order by id))[1 + n % 200]
from generate_series(1, 2000) n;
insert into opportunity (name, "pointOfContactId")
select 'Deal ' || n, (array(select id from person order by id))[1 + n % 2000] from generate_series(1, 6000) n;
analyze company, person, opportunity`;

interface Prepared {
  readonly schemaName: string;
  readonly databaseRole: string;
  readonly personId: string;
}

async function prepare(client: pg.ClientBase): Promise<Prepared> {
  const { rows } = await client.query<{ schemaName: string; databaseRole: string }>(
    `with made as (insert into core.workspace ("displayName", subdomain) values ($1, $1) returning id, "schemaName")
     select made."schemaName" from made`,
    [WORKSPACE],
  );
  const schemaName = rows[0]?.schemaName ?? '';
  await client.query(`set search_path = ${schemaName}`);
  await client.query(DATA);
  const people = await client.query<{ id: string }>('select id from person order by id limit 1');
  await client.query('reset search_path');
  const roles = await client.query<{ databaseRole: string }>(
    `select r."databaseRole" from core.role r join core.workspace w on w.id = r."workspaceId"
     where w.subdomain = $1 and r.name = 'ADMIN'`,
    [WORKSPACE],
  );
  return {
    schemaName,
    databaseRole: roles.rows[0]?.databaseRole ?? '',
    personId: people.rows[0]?.id ?? '',
  };
}

/** Starts a program that prints `{ "url" }` when it is ready. */
async function start(
  args: readonly string[],
  environment: Record<string, string>,
  endpoint: string,
  body: Server['body'],
): Promise<Server> {
  const child = spawn(process.execPath, ['scripts/run.cjs', ...args], {
    cwd: ROOT,
    env: { ...process.env, JWT_SECRET: SECRET, LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${args.join(' ')} ended.`);
  });
  ended.catch(() => {}); // expected when it is stopped
  const ready = once(createInterface({ input: child.stdout }), 'line');
  const [line] = (await Promise.race([ready, ended])) as [string];
  const { url } = JSON.parse(line) as { url: string };
  return {
    url: url + endpoint,
    body,
    async stop() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}

/** Requests a second over one round; a failed request fails the bench. */
async function load({ url, body }: Server, token: string, question: Question, place: number) {
  const request = {
    method: 'POST' as const,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body(question, place)),
  };
  const answer = await (await fetch(url, request)).text();
  if (!answer.startsWith('{"data":')) throw new Error(`${url} answers ${answer}`);
  const result = await autocannon({
    ...request,
    url,
    connections: CONNECTIONS,
    duration: ROUND_SECONDS,
    verifyBody: (text) => !String(text).includes('"errors"'),
  });
  if (result.non2xx + result.errors + result.mismatches > 0) {
    throw new Error(`${url} failed while it was asked for ${question.name}.`);
  }
  return result.requests.average;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Measures every case on the database of `url`. */
export async function servingRows(url: string, rounds: number): Promise<ServingRow[]> {
  const { schemaName, databaseRole, personId } = await withClient(url, prepare);
  const workspace = await withClient(url, (client) => findWorkspace(client, WORKSPACE));
  if (workspace === undefined) throw new Error('The workspace of the bench is gone.');
  const token = await mintToken(loadConfig({ JWT_SECRET: SECRET }), workspace, 'ADMIN', '1h');
  const apiUrl = await apiConnection({ adminUrl: url, apiDatabaseUrl: undefined, secret: SECRET });
  const environment = { DATABASE_URL: url, API_DATABASE_URL: apiUrl, PORT: '0' };
  const stock = (settings: Record<string, string>) =>
    start(
      ['scripts/bench/servers/stock.mjs'],
      { ...environment, SCHEMA: schemaName, ROLE: databaseRole, ...settings },
      '',
      (question) => ({ query: question.stock }),
    );
  const servers = await Promise.all([
    start(
      ['scripts/cli.ts', 'start', '--json', '--no-demo'],
      environment,
      '/graphql',
      ({ ours }) => ({
        query: ours,
      }),
    ),
    start(['scripts/bench/servers/hand.ts'], environment, '', (_question, place) => ({
      id: personId,
      place,
    })),
    stock({}),
    stock({ MEMBERSHIP: 'asked' }),
  ]);
  try {
    const rows: ServingRow[] = [];
    for (const [place, question] of questions(personId).entries()) {
      const rates: number[][] = servers.map(() => []);
      for (let round = 0; round <= rounds; round++) {
        for (const [index, server] of servers.entries()) {
          const rate = await load(server, token, question, place);
          if (round > 0) rates[index]?.push(rate); // the first one warms up
        }
      }
      const [ours = 0, hand = 0, stock = 0, checked = 0] = rates.map(median);
      rows.push({ name: question.name, ours, hand, stock, checked });
    }
    return rows;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** Prints the rows with their ratios. */
export function printServing(title: string, rows: readonly ServingRow[]): void {
  console.log(`\n${title}\n`);
  console.table(
    Object.fromEntries(
      rows.map(({ name, ours, hand, stock, checked }) => [
        name,
        {
          ours: Math.round(ours),
          'by hand': Math.round(hand),
          'PostGraphile, checked': Math.round(checked),
          'PostGraphile, unchecked': Math.round(stock),
          'ours / by hand (>= 0.6)': (ours / hand).toFixed(2),
          'ours / checked (>= 1)': (ours / checked).toFixed(2),
          'ours / unchecked': (ours / stock).toFixed(2),
        },
      ]),
    ),
  );
  console.log(`
ours, by hand, checked: each request asks the database whether its token still holds (core.authorize()).
unchecked: a token holds until it expires. All check its signature and set role and claims in a transaction.`);
}
