/*
 * How Grafast reaches Postgres: each use of a client is a transaction of the
 * caller's.
 *
 * `begin` and the call that takes on the caller's role are sent in front of the
 * first query without waiting for them (pg's pipeline mode), all in one write: one
 * round trip less each. If the call fails, the transaction is aborted and the query behind it
 * refused, so nothing ever runs with another role.
 */
import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { LRUCache } from 'lru-cache';
import type { Pool, PoolClient } from 'pg';
import type { PgClient, PgClientQuery, WithPgClient } from 'postgraphile/@dataplan/pg';
import { PREPARED_STATEMENTS_MAX } from './limits.ts';
import type { Session } from './session.ts';

/** Told of each statement's text, for the log. */
export type StatementObserver = (text: string) => void;

export interface Scope {
  /** The function that takes on the caller's role and settings. */
  readonly enter: 'core.enter_workspace' | 'core.enter_metadata';
  readonly session: Session;
}

/** What pg keeps of a connection; its types do not say so. */
interface Connection {
  readonly parsedStatements: Record<string, string | undefined>;
  readonly stream: Writable;
}

function connectionOf(client: PoolClient): Connection {
  return (client as unknown as { connection: Connection }).connection;
}

/** Everything sent in this turn of the event loop goes out in one write. */
function sendTogether(client: PoolClient): void {
  const { stream } = connectionOf(client);
  stream.cork();
  process.nextTick(() => stream.uncork());
}

const NO_NOTICES = Object.freeze([]) as never[];
const prepared = new WeakMap<PoolClient, LRUCache<string, true>>();

/** Remembers that `name` is in use on this connection; the least used one is let go. */
function keepPrepared(client: PoolClient, name: string): void {
  let names = prepared.get(client);
  if (!names) {
    names = new LRUCache<string, true>({
      max: PREPARED_STATEMENTS_MAX,
      disposeAfter: (_value, old, reason) => {
        if (reason === 'evict') deallocate(client, old);
      },
    });
    prepared.set(client, names);
  }
  if (!names.get(name)) names.set(name, true);
}

function deallocate(client: PoolClient, name: string): void {
  const { parsedStatements } = connectionOf(client);
  if (parsedStatements[name] === undefined) return;
  // In an aborted transaction this fails: the statement then stays, and stays known.
  client.query(`deallocate ${client.escapeIdentifier(name)}`).then(
    () => {
      delete parsedStatements[name];
    },
    () => {},
  );
}

/**
 * A plan belongs to one schema at one version: elsewhere the same text means
 * another table, and after a change of type it fails with 0A000 for ever.
 */
function statementPrefix({ schemaName, metadataVersion }: Session): string {
  return createHash('sha1')
    .update(`${schemaName} ${metadataVersion}`)
    .digest('base64url')
    .slice(0, 16);
}

function grafastClient(
  client: PoolClient,
  prefix: string,
  observe: StatementObserver,
  depth: number,
): PgClient {
  return {
    query: async <TData>({ text, values, name, arrayMode }: PgClientQuery) => {
      observe(text);
      // Grafast's name is a hash in hex; Postgres cuts names at 63 bytes.
      const statement = name === undefined ? undefined : `${prefix}${name.slice(0, 46)}`;
      if (statement !== undefined) keepPrepared(client, statement);
      const { rows, rowCount } = await client.query({
        text,
        ...(values ? { values: [...values] } : {}),
        ...(statement === undefined ? {} : { name: statement }),
        ...(arrayMode ? { rowMode: 'array' } : {}),
      });
      return { rows: rows as readonly TData[], rowCount, notices: NO_NOTICES };
    },
    async withTransaction(callback) {
      const savepoint = `nested_${depth}`;
      await client.query(`savepoint ${savepoint}`);
      try {
        const result = await callback(grafastClient(client, prefix, observe, depth + 1) as never);
        await client.query(`release savepoint ${savepoint}`);
        return result;
      } catch (error) {
        await client.query(`rollback to savepoint ${savepoint}`);
        throw error;
      }
    },
  };
}

/** The caller's way to the database: every call of it is one transaction. */
export function createWithPgClient(
  pool: Pool,
  { enter, session }: Scope,
  observe: StatementObserver,
): WithPgClient {
  const claims = JSON.stringify(session.claims);
  const prefix = statementPrefix(session);
  return async (_settings, callback) => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      sendTogether(client);
      const entered = Promise.all([
        client.query('begin'),
        client.query({ name: enter, text: `select ${enter}($1)`, values: [claims] }),
      ]);
      entered.catch(() => {}); // looked at below, whatever happens in between
      try {
        const result = await callback(grafastClient(client, prefix, observe, 1));
        await entered;
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch((cause: Error) => {
          broken = cause;
        });
        await entered; // if this is what failed, it says why; the rest only followed
        throw error;
      }
    } finally {
      client.release(broken);
    }
  };
}
