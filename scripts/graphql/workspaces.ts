/*
 * Which API each workspace and role has: the fingerprint of its shape, as of a
 * version of the workspace's metadata.
 *
 * It is asked for when it is needed, from the catalog that the API is built of:
 * so it cannot be another than that, and a change of metadata costs nothing more.
 */
import { LRUCache } from 'lru-cache';
import type { WithPgClient } from 'postgraphile/@dataplan/pg';
import { createInstances, type Instances, type WorkspaceInstance } from './instances.ts';
import { introspect, type Shape } from './introspection.ts';
import { SHAPES_MAX } from './limits.ts';
import type { Session } from './session.ts';

/** A workspace and role, as it was last seen. */
interface Known {
  readonly session: Session;
  readonly fingerprint: string;
}

export interface WorkspaceInstances {
  /** The API of the session's workspace and role, at its version or a newer one. */
  get(session: Session): Promise<WorkspaceInstance>;
  /** The sessions, one for each workspace and role, whose API is built at this moment. */
  served(): Session[];
  /** Forgets which API a workspace and role has. */
  forget(session: Session): void;
  stats: Instances['stats'];
}

/** Opens the caller's way to the database, for introspection as their role. */
type Connect = (session: Session) => WithPgClient;

const keyOf = ({ schemaName, databaseRole }: Session): string => `${schemaName} ${databaseRole}`;

function isAt(session: Session, known: { session: Session }): boolean {
  return known.session.metadataVersion >= session.metadataVersion;
}

export function createWorkspaceInstances(
  connect: Connect,
  instances: Instances = createInstances(),
): WorkspaceInstances {
  /** How many workspaces and roles have a shape: an API that none has is not kept. */
  const users = new Map<string, number>();
  const known = new LRUCache<string, Known>({
    max: SHAPES_MAX,
    onInsert: ({ fingerprint }) => count(fingerprint, 1),
    // After: the next one may have the same shape.
    disposeAfter: ({ fingerprint }) => count(fingerprint, -1),
  });
  const asking = new Map<string, { session: Session; shape: Promise<Shape> }>();

  function count(fingerprint: string, by: 1 | -1): void {
    const left = (users.get(fingerprint) ?? 0) + by;
    if (left > 0) users.set(fingerprint, left);
    else {
      users.delete(fingerprint);
      instances.forget(fingerprint);
    }
  }

  function ask(session: Session): Promise<Shape> {
    const key = keyOf(session);
    const shape = introspect(session.schemaName, connect(session)).then(
      (found) => {
        asking.delete(key);
        // The session was read before the introspection: what that saw is its version or a newer one.
        known.set(key, { session, fingerprint: found.fingerprint });
        return found;
      },
      (error: unknown) => {
        asking.delete(key);
        throw error;
      },
    );
    asking.set(key, { session, shape });
    return shape;
  }

  async function shapeOf(session: Session): Promise<Shape> {
    for (;;) {
      const underWay = asking.get(keyOf(session));
      if (!underWay) return ask(session);
      // It may have begun before our version was there; then ours follows it.
      const shape = await underWay.shape;
      if (isAt(session, underWay)) return shape;
    }
  }

  return {
    async get(session) {
      const found = known.get(keyOf(session));
      const instance = found && isAt(session, found) && instances.use(found.fingerprint);
      return instance || instances.get(await shapeOf(session));
    },
    served: () =>
      [...known.values()]
        .filter(({ fingerprint }) => instances.has(fingerprint))
        .map(({ session }) => session),
    forget: (session) => void known.delete(keyOf(session)),
    stats: instances.stats,
  };
}
