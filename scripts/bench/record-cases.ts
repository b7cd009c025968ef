/*
 * Records through the API beside the same rows by hand: one INSERT in a transaction, as the same role.
 */
import '../graphql/environment.ts';
import type pg from 'pg';
import { apiConnection } from '../db/api-login.ts';
import { createEndpoints, type Endpoint } from '../graphql/endpoints.ts';
import { createPool } from '../graphql/pool.ts';
import { createLogger } from '../log.ts';
import type { BenchCase } from './harness.ts';

const RECORDS = 100;
const COLUMNS = ['firstName', 'lastName', 'email', 'phone'] as const;
const CREATE_PEOPLE = `mutation ($data: [PersonCreateInput!]!) {
  createPeople(data: $data) { id createdAt ${COLUMNS.join(' ')} }
}`;

/** What is measured until it is closed. */
export interface RecordBench {
  readonly cases: readonly BenchCase[];
  close(): Promise<void>;
}

/** Creating a hundred records with one mutation, HTTP apart. */
export async function recordCases(client: pg.Client, adminUrl: string): Promise<RecordBench> {
  const { rows } = await client.query<{ id: string }>(
    `insert into core.workspace ("displayName", subdomain) values ('Records', 'records') returning id`,
  );
  const claims = { workspaceId: rows[0]?.id ?? '', role: 'USER' };
  const log = createLogger('warn');
  const connectionString = await apiConnection({
    adminUrl,
    apiDatabaseUrl: undefined,
    secret: 'the bench',
  });
  const pool = createPool({ connectionString, log });
  const endpoints = createEndpoints({ pool, authenticate: async () => claims, log });
  return {
    cases: [
      {
        name: `create ${RECORDS} records`,
        aim: 2,
        measured: (round) => createPeople(endpoints.records, people(round)),
        yardstick: async (round) => () => insertPeople(pool, claims, people(round + 0.5)),
      },
    ],
    close: () => pool.end(),
  };
}

type Person = Record<(typeof COLUMNS)[number], string>;

function people(round: number): Person[] {
  return Array.from({ length: RECORDS }, (_, index) => ({
    firstName: `First ${round} ${index}`,
    lastName: `Last ${index}`,
    email: `person${index}@example.com`,
    phone: `+1555${String(index).padStart(6, '0')}`,
  }));
}

async function createPeople(endpoint: Endpoint, data: readonly Person[]): Promise<void> {
  const request = { query: CREATE_PEOPLE, variables: { data } };
  const { body, errors } = await endpoint(undefined, request, new AbortController().signal);
  if (errors.length > 0) throw new Error(body);
}

async function insertPeople(pool: pg.Pool, claims: object, data: readonly Person[]): Promise<void> {
  const columns = COLUMNS.map((name) => `"${name}"`).join(', ');
  const rows = data.map(
    (_, row) =>
      `(${COLUMNS.map((_name, place) => `$${row * COLUMNS.length + place + 1}`).join(', ')})`,
  );
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select core.enter_workspace($1)', [JSON.stringify(claims)]);
    await client.query(
      `insert into person (${columns}) values ${rows.join(', ')} returning id, "createdAt", ${columns}`,
      data.flatMap((person) => COLUMNS.map((name) => person[name])),
    );
    await client.query('commit');
  } finally {
    client.release();
  }
}
