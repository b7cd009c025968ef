/*
 * How Grafast reaches Postgres: each use of a client is a transaction of the
 * caller's.
 *
 * Where nothing is changed, each statement is a message of its own, with the call that
 * takes on the caller's role in front (entered-query.ts). Else `begin` and that call are
 * sent in front of the first query without waiting for them (pg's pipeline mode), all in
 * one write; if the call fails, the transaction is aborted and the query behind it
 * refused. Either way nothing ever runs with another role.
 *
 * A request holds one connection at a time, and only while it needs it.
 */
import type { PoolClient } from 'pg';
import type { PgClient, PgClientQuery, WithPgClient } from 'postgraphile/@dataplan/pg';
import { type Budget, queryBounded, type Result } from './bounded-query.ts';
import { type Entering, queryEntered } from './entered-query.ts';
import type { ApiPool, Lease } from './pool.ts';
import { connectionOf, isPrepared, keepPrepared, statementPrefix } from './prepared.ts';
import { type Claims, type Session, toSession } from './session.ts';
import { admit, assertCurrent, createVisit, noteFailure, type Visit } from './visits.ts';

/** Told of each statement's text, for the log. */
export type StatementObserver = (text: string) => void;

export interface Scope {
  /** The function that takes on the caller's role and settings. */
  readonly enter: 'core.enter_workspace' | 'core.enter_metadata';
  readonly session: Session;
  /** Nothing is changed: every statement is a transaction of its own. */
  readonly isReading?: boolean;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
  /** The request, where the API depends on the session. */
  readonly visit?: Visit;
  /** How much may be read for it. */
  readonly bytesMax?: number;
}

interface Way {
  readonly pool: ApiPool;
  readonly scope: Scope;
  readonly visit: Visit;
  /** The call that takes on the caller's role; another one when a change gives them another. */
  entering: Entering;
  readonly prefix: string;
  readonly budget: Budget;
  readonly observe: StatementObserver;
}

const hold = ({ pool, scope: { session, signal } }: Way): Promise<Lease> =>
  pool.lease(session.workspaceId, signal);

const NO_NOTICES = Object.freeze([]) as never[];

/** Everything sent in this turn of the event loop goes out in one write. */
function sendTogether(client: PoolClient): void {
  const { stream } = connectionOf(client);
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Whom the database has let in. */
function letIn({ scope, visit }: Way, answer: string): void {
  // What the control plane is made of does not depend on the session.
  if (scope.enter === 'core.enter_workspace') admit(visit, answer);
  else visit.entered = true;
}

function enteringOf(enter: Scope['enter'], claims: Claims): Entering {
  return {
    name: enter,
    text: `select ${enter}($1)::text as answer`,
    values: [JSON.stringify(claims)],
  };
}

/** The name of the caller's role: of a token without a user, of the role that let it in. */
const OWN_ROLE = `select r.name from core.role r where r."workspaceId" = $1
  and case when $2::uuid is null then r."databaseRole" = $3 else r.id = (
    select m."roleId" from core."userWorkspace" m
    where m."userId" = $2 and m."workspaceId" = $1 and m."deletedAt" is null) end`;

/**
 * Commits. Who has given themselves another role, or theirs another name, has a token that no longer fits: what
 * they did is read as who they are now.
 */
async function commit(way: Way, client: PoolClient, answer: string): Promise<void> {
  const { enter, session } = way.scope;
  if (enter === 'core.enter_workspace') {
    await client.query('commit');
    return;
  }
  const { claims, workspaceId, databaseRole } = toSession(session.claims, answer);
  sendTogether(client);
  const [{ rows }] = await Promise.all([
    client.query<{ name: string }>(OWN_ROLE, [workspaceId, claims.sub, databaseRole]),
    client.query('commit'),
  ]);
  way.entering = enteringOf(enter, { ...claims, role: rows[0]?.name ?? claims.role });
}

/** Opens the caller's transaction; resolves, with the session's answer, when the database has let them in. */
async function open(way: Way, client: PoolClient): Promise<string> {
  const [, { rows }] = await Promise.all([
    client.query('begin'),
    client.query<{ answer: string }>(way.entering),
  ]);
  const answer = rows[0]?.answer ?? '';
  letIn(way, answer);
  return answer;
}

/** How pg is asked. */
function prepare({ scope, visit, prefix, observe }: Way, client: PoolClient, query: PgClientQuery) {
  const { text, values, name, arrayMode } = query;
  assertCurrent(visit);
  scope.signal?.throwIfAborted();
  observe(text);
  // Grafast's name is a hash in hex; Postgres cuts names at 63 bytes.
  const statement = name === undefined ? undefined : `${prefix}${name.slice(0, 46)}`;
  if (statement !== undefined) keepPrepared(client, statement);
  return {
    text,
    ...(values ? { values: [...values] } : {}),
    ...(statement === undefined ? {} : { name: statement }),
    ...(arrayMode ? { rowMode: 'array' as const } : {}),
  };
}

function toResult<TData>({ rows, rowCount }: Result) {
  return { rows: rows as readonly TData[], rowCount, notices: NO_NOTICES };
}

async function send<TData>(way: Way, client: PoolClient, query: PgClientQuery) {
  return toResult<TData>(await queryBounded(client, way.budget, prepare(way, client, query)));
}

/** One statement, which is a transaction. */
async function read<TData>(way: Way, client: PoolClient, query: PgClientQuery) {
  const { entering } = way;
  // Outside of a transaction it changes nothing: the connection only learns it.
  if (!isPrepared(client, entering.name)) await client.query(entering);
  const { answer, failure, result } = await queryEntered(
    client,
    entering,
    way.budget,
    prepare(way, client, query),
  );
  if (answer !== undefined) letIn(way, answer);
  if (failure) throw failure;
  return toResult<TData>(result);
}

function transactionClient(way: Way, client: PoolClient, depth: number): PgClient {
  return {
    query: (query) => send(way, client, query),
    async withTransaction(callback) {
      const savepoint = `nested_${depth}`;
      await client.query(`savepoint ${savepoint}`);
      try {
        const result = await callback(transactionClient(way, client, depth + 1) as never);
        await client.query(`release savepoint ${savepoint}`);
        return result;
      } catch (error) {
        await client.query(`rollback to savepoint ${savepoint}`);
        throw error;
      }
    },
  };
}

/** Runs the callback in one transaction: committed when it is done, left without effect when it fails. */
async function inTransaction<T>(
  way: Way,
  client: PoolClient,
  callback: (client: PgClient) => T | Promise<T>,
): Promise<T> {
  assertCurrent(way.visit);
  sendTogether(client);
  const opened = open(way, client);
  opened.catch(() => {}); // looked at below, whatever happens in between
  try {
    const result = await callback(transactionClient(way, client, 1));
    await commit(way, client, await opened);
    way.visit.commits++;
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {}); // then the connection is closed, which does the same
    await opened; // if this is what failed, it says why; the rest only followed
    throw error;
  }
}

/** What a failure is for the request: what was stopped says why it was. */
function reasonFor({ visit, scope: { signal } }: Way, failure: unknown): unknown {
  const reason: unknown = signal?.aborted ? signal.reason : failure;
  noteFailure(visit, reason);
  return reason;
}

/** Statements that wait for nothing but the connection share it; it is given back when none is left. */
function reading(way: Way): WithPgClient {
  let users = 0;
  let held: Promise<Lease> | undefined;
  return async (_settings, callback) => {
    users++;
    held ??= hold(way);
    const current = held;
    try {
      const { client } = await current;
      return await callback({
        query: (query: PgClientQuery) => read(way, client, query),
        withTransaction: (inner: (client: PgClient) => unknown) =>
          inTransaction(way, client, inner),
      } as never);
    } catch (error) {
      throw reasonFor(way, error);
    } finally {
      if (--users === 0) {
        held = undefined;
        await current.then(
          ({ release }) => release(),
          () => {}, // was thrown above
        );
      }
    }
  };
}

/** One transaction after the other. */
function changing(way: Way): WithPgClient {
  let last: Promise<unknown> = Promise.resolve();
  return (_settings, callback) => {
    const work = async () => {
      try {
        const held = await hold(way);
        try {
          return await inTransaction(way, held.client, callback as never);
        } finally {
          await held.release();
        }
      } catch (error) {
        throw reasonFor(way, error);
      }
    };
    const result = last.then(work);
    last = result.catch(() => {});
    return result as never;
  };
}

/** The caller's way to the database. */
export function createWithPgClient(
  pool: ApiPool,
  scope: Scope,
  observe: StatementObserver,
): WithPgClient {
  const { session } = scope;
  const way: Way = {
    pool,
    scope,
    // Whoever builds an API takes what is there.
    visit: scope.visit ?? { ...createVisit(session), entered: true },
    entering: enteringOf(scope.enter, session.claims),
    prefix: statementPrefix(session),
    budget: { left: scope.bytesMax ?? Number.POSITIVE_INFINITY },
    observe,
  };
  return scope.isReading ? reading(way) : changing(way);
}
