/*
 * Who is served next: a workspace's share, turns of those who wait, no waiting without end.
 */
import { expect, test } from '@jest/globals';
import { createShares } from '../../../scripts/graphql/shares.ts';

const OPTIONS = { total: 4, each: 2, waitingMax: 3, waitMs: 60_000 };

/** Takes a turn and notes when it begins. */
function taking(shares: ReturnType<typeof createShares>) {
  const served: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    served,
    end: (name: string) => ends.get(name)?.(),
    take: async (key: string, name: string, signal?: AbortSignal) => {
      const end = await shares.take(key, signal);
      served.push(name);
      ends.set(name, end);
    },
  };
}

test('a noisy workspace keeps to its share: another is served while its requests wait', async () => {
  const shares = createShares(OPTIONS);
  const { take, end, served } = taking(shares);
  const noisy = ['n1', 'n2', 'n3', 'n4'].map((name) => take('noisy', name));
  await take('quiet', 'q1');
  expect(served).toEqual(['n1', 'n2', 'q1']);
  expect(shares.counts()).toEqual({ held: 3, waiting: 2 });
  end('n1');
  await noisy[2];
  end('n2');
  await noisy[3];
  expect(served).toEqual(['n1', 'n2', 'q1', 'n3', 'n4']);
  for (const name of ['n3', 'n4', 'q1']) end(name);
  expect(shares.counts()).toEqual({ held: 0, waiting: 0 });
});

test('those who wait are served in turn, one workspace after the other', async () => {
  const shares = createShares({ ...OPTIONS, total: 1 });
  const { take, end, served } = taking(shares);
  await take('a', 'a1');
  const waiting = ['a2', 'a3', 'b1', 'b2', 'c1'].map((name) => take(name.slice(0, 1), name));
  for (const name of ['a1', 'a2', 'b1', 'c1', 'a3', 'b2']) {
    expect(served.at(-1)).toBe(name);
    end(name);
    await new Promise(setImmediate);
  }
  await Promise.all(waiting);
  expect(shares.counts()).toEqual({ held: 0, waiting: 0 });
});

test('a queue that is full refuses at once, another workspace may still wait', async () => {
  const shares = createShares({ ...OPTIONS, total: 1 });
  const { take, end } = taking(shares);
  await take('a', 'a1');
  const waiting = ['a2', 'a3', 'a4'].map((name) => take('a', name));
  await expect(shares.take('a')).rejects.toMatchObject({
    extensions: { code: 'TIMEOUT', limit: 'connections' },
  });
  waiting.push(take('b', 'b1'));
  for (const name of ['a1', 'a2', 'b1', 'a3', 'a4']) {
    end(name);
    await new Promise(setImmediate);
  }
  await Promise.all(waiting);
});

test('who waited long enough is refused, and what they would have had goes to the next', async () => {
  const shares = createShares({ ...OPTIONS, total: 1, waitMs: 20 });
  const { take, end } = taking(shares);
  await take('a', 'a1');
  await expect(shares.take('a')).rejects.toMatchObject({ extensions: { code: 'TIMEOUT' } });
  end('a1');
  await take('b', 'b1');
  expect(shares.counts()).toEqual({ held: 1, waiting: 0 });
});

test('who is gone waits no longer', async () => {
  const shares = createShares({ ...OPTIONS, total: 1 });
  const { take, end } = taking(shares);
  await take('a', 'a1');
  const gone = new AbortController();
  const refused = shares.take('a', gone.signal);
  const last = take('a', 'a2');
  gone.abort(new Error('gone'));
  await expect(refused).rejects.toThrow('gone');
  await expect(shares.take('a', gone.signal)).rejects.toThrow('gone');
  end('a1');
  await last;
  expect(shares.counts()).toEqual({ held: 1, waiting: 0 });
});
