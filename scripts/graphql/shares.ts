/*
 * Who may use a database connection next.
 *
 * A workspace holds at most its share of the connections, so that others find one
 * free; those that wait are served in turn, a workspace after the other. Nobody waits
 * for long or in a long queue: a quick refusal can be tried again, a late answer not.
 */
import { SafeError } from 'postgraphile/grafast';

export interface SharesOptions {
  /** How many there are. */
  readonly total: number;
  /** How many of them one workspace may hold. */
  readonly each: number;
  /** How many requests of one workspace may wait. */
  readonly waitingMax: number;
  readonly waitMs: number;
}

export interface Shares {
  /** Resolves when it is the turn of `key`, with what ends the turn; rejects when that takes too long. */
  take(key: string, signal?: AbortSignal): Promise<() => void>;
  /** Resolves when none is held. */
  idle(): Promise<void>;
  /** How many are held, and how many wait. */
  counts(): { held: number; waiting: number };
}

interface Waiter {
  readonly begin: () => void;
}

interface Share {
  held: number;
  readonly waiting: Waiter[];
}

function busy(): SafeError {
  return new SafeError('Too many requests are under way. Try again shortly.', {
    code: 'TIMEOUT',
    limit: 'connections',
  });
}

export function createShares({ total, each, waitingMax, waitMs }: SharesOptions): Shares {
  const shares = new Map<string, Share>();
  /** The workspaces that wait, whose turn is next first. */
  const turns = new Set<string>();
  const waitingForIdle: (() => void)[] = [];
  let held = 0;

  const shareOf = (key: string): Share => {
    const known = shares.get(key);
    if (known) return known;
    const share: Share = { held: 0, waiting: [] };
    shares.set(key, share);
    return share;
  };

  const begin = (key: string, share: Share): (() => void) => {
    held++;
    share.held++;
    return () => {
      held--;
      share.held--;
      if (share.held === 0 && share.waiting.length === 0) shares.delete(key);
      serve();
      if (held === 0) for (const resolve of waitingForIdle.splice(0)) resolve();
    };
  };

  const serve = (): void => {
    for (const key of turns) {
      if (held >= total) return;
      const share = shareOf(key);
      if (share.held >= each) continue;
      turns.delete(key);
      const next = share.waiting.shift();
      if (share.waiting.length > 0) turns.add(key);
      next?.begin();
    }
  };

  const wait = (key: string, share: Share, signal: AbortSignal | undefined) =>
    new Promise<() => void>((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      };
      const waiter: Waiter = {
        begin: () => {
          settle();
          resolve(begin(key, share));
        },
      };
      const leave = (reason: unknown): void => {
        settle();
        share.waiting.splice(share.waiting.indexOf(waiter), 1);
        if (share.waiting.length === 0) turns.delete(key);
        if (share.held === 0 && share.waiting.length === 0) shares.delete(key);
        reject(reason);
      };
      const onAbort = (): void => leave(signal?.reason);
      const timer = setTimeout(() => leave(busy()), waitMs);
      signal?.addEventListener('abort', onAbort);
      share.waiting.push(waiter);
      turns.add(key);
    });

  return {
    async take(key, signal) {
      signal?.throwIfAborted();
      const share = shareOf(key);
      if (held < total && share.held < each && share.waiting.length === 0) return begin(key, share);
      if (share.waiting.length >= waitingMax) throw busy();
      return wait(key, share, signal);
    },
    idle: () =>
      held === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            waitingForIdle.push(resolve);
          }),
    counts: () => ({
      held,
      waiting: [...shares.values()].reduce((sum, { waiting }) => sum + waiting.length, 0),
    }),
  };
}
