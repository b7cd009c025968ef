/*
 * What is being served is built anew when its workspace's metadata changes, before
 * anybody asks, whichever process made the change.
 *
 * No request depends on it: each asks for its own version. One workspace is looked
 * at after the other, so that requests' builds never wait for more than one of these.
 */
import type { Logger } from '../log.ts';
import { LISTEN_CHECK_MS } from './limits.ts';
import { type Listener, listen } from './listener.ts';
import type { ApiPool } from './pool.ts';
import { authorize, type Session } from './session.ts';
import type { WorkspaceInstances } from './workspaces.ts';

export interface LiveChangesOptions {
  readonly connectionString: string;
  readonly pool: ApiPool;
  readonly instances: WorkspaceInstances;
  readonly log: Pick<Logger, 'warn'>;
}

/** Whose share of the connections this uses: no workspace's. */
const FOLLOWER = 'changes of metadata';

export function followChanges(options: LiveChangesOptions): Listener {
  const { connectionString, pool, instances, log } = options;
  const changed = new Set<string>();
  let work = Promise.resolve();

  const ask = async ({ claims }: Session): Promise<Session> => {
    const { client, release } = await pool.lease(FOLLOWER, AbortSignal.timeout(LISTEN_CHECK_MS));
    try {
      return await authorize(client, claims);
    } finally {
      await release();
    }
  };

  const follow = async (session: Session): Promise<void> => {
    try {
      await instances.get(await ask(session));
    } catch (err) {
      instances.forget(session);
      const { workspaceId } = session;
      log.warn({ err, workspaceId }, 'an API could not be built ahead of the next request');
    }
  };

  const followAll = async (): Promise<void> => {
    for (const workspaceId of changed) {
      changed.delete(workspaceId);
      for (const session of instances.served()) {
        if (session.workspaceId === workspaceId) await follow(session);
      }
    }
  };

  const note = (workspaceIds: Iterable<string>): void => {
    for (const workspaceId of workspaceIds) changed.add(workspaceId);
    work = work.then(followAll);
  };

  const listener = listen({
    connectionString,
    log,
    onChange: (workspaceId) => note([workspaceId]),
    onListening: () => note(instances.served().map(({ workspaceId }) => workspaceId)),
  });
  return {
    async close() {
      await listener.close();
      changed.clear();
      await work;
    },
  };
}
