/*
 * The names of prepared statements: what they belong to, and how many a connection keeps.
 */
import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { LRUCache } from 'lru-cache';
import type { PoolClient } from 'pg';
import { PREPARED_STATEMENTS_MAX } from './limits.ts';
import type { Session } from './session.ts';

/** What pg keeps of a connection; its types do not say so. */
interface Connection {
  readonly parsedStatements: Record<string, string | undefined>;
  readonly stream: Writable;
  /** Sends the message Close, of the extended query protocol. */
  close(what: { type: 'S'; name: string }): void;
}

export function connectionOf(client: PoolClient): Connection {
  return (client as unknown as { connection: Connection }).connection;
}

/** Whether the connection knows a statement. */
export function isPrepared(client: PoolClient, name: string): boolean {
  return connectionOf(client).parsedStatements[name] !== undefined;
}

const prepared = new WeakMap<PoolClient, LRUCache<string, true>>();

/** Remembers that `name` is in use on this connection; the least used one is let go. */
export function keepPrepared(client: PoolClient, name: string): void {
  let names = prepared.get(client);
  if (!names) {
    names = new LRUCache<string, true>({
      max: PREPARED_STATEMENTS_MAX,
      disposeAfter: (_value, old, reason) => {
        if (reason === 'evict') letGo(client, old);
      },
    });
    prepared.set(client, names);
  }
  if (!names.get(name)) names.set(name, true);
}

/**
 * Sent in front of the statement that takes its place, and not waited for: who asks for this one
 * meanwhile prepares it again. Unlike DEALLOCATE, it works in an aborted transaction too.
 */
function letGo(client: PoolClient, name: string): void {
  if (!isPrepared(client, name)) return;
  const connection = connectionOf(client);
  delete connection.parsedStatements[name];
  connection.close({ type: 'S', name });
}

const prefixes = new WeakMap<Session, string>();

/**
 * A plan belongs to one schema at one version: elsewhere the same text means
 * another table, and after a change of type it fails with 0A000 for ever.
 */
export function statementPrefix(session: Session): string {
  const known = prefixes.get(session);
  if (known !== undefined) return known;
  const prefix = createHash('sha1')
    .update(`${session.schemaName} ${session.metadataVersion}`)
    .digest('base64url')
    .slice(0, 16);
  prefixes.set(session, prefix);
  return prefix;
}
