/*
 * Several processes that serve one port: this one starts them, starts those that end
 * again, adds up their metrics and tells them when to stop. It serves nothing itself.
 */
import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AggregatorRegistry } from 'prom-client';
import { createLogger, type Logger } from '../log.ts';
import type { RunningServer, ServerOptions } from './server.ts';

/** What the processes tell each other. */
export type FromPrimary =
  | { readonly type: 'start'; readonly options: ServerOptions }
  | { readonly type: 'close' }
  | { readonly type: 'hurry' }
  | { readonly type: 'metrics'; readonly id: number; readonly text: string };
export type FromWorker =
  | { readonly type: 'ready'; readonly url: string }
  | { readonly type: 'failed'; readonly message: string; readonly code?: string | undefined }
  | { readonly type: 'metrics'; readonly id: number };

const RESTART_MS = 1_000;

function tell(worker: Worker, message: FromPrimary): void {
  if (worker.isConnected()) worker.send(message);
}

/** Starts one process; resolves with its address when it serves. */
async function startWorker(
  options: ServerOptions,
  collect: () => Promise<string>,
  log: Logger,
): Promise<string> {
  const worker = cluster.fork();
  tell(worker, { type: 'start', options });
  return new Promise((resolve, reject) => {
    worker.once('exit', (code) => reject(new Error(`A worker ended with ${code}.`)));
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'ready') resolve(message.url);
      if (message.type === 'failed') {
        reject(Object.assign(new Error(message.message), { code: message.code }));
      }
      if (message.type !== 'metrics') return;
      collect().then(
        (text) => tell(worker, { type: 'metrics', id: message.id, text }),
        (err: unknown) => log.error({ err }, 'the metrics of a worker are missing'),
      );
    });
  });
}

function workers(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}

/** Starts `count` processes that serve with the same options. */
export async function startWorkers(count: number, options: ServerOptions): Promise<RunningServer> {
  const log = createLogger(options.logLevel);
  const registry = new AggregatorRegistry();
  const collect = () => registry.clusterMetrics();
  let isClosing = false;
  cluster.setupPrimary({ exec: path.join(import.meta.dirname, 'worker.ts') });

  const close = async (hurry?: AbortSignal): Promise<void> => {
    isClosing = true;
    const tellAll = (type: 'close' | 'hurry') => {
      for (const worker of workers()) tell(worker, { type });
    };
    const ended = workers().map((worker) => once(worker, 'exit'));
    tellAll(hurry?.aborted ? 'hurry' : 'close');
    hurry?.addEventListener('abort', () => tellAll('hurry'));
    await Promise.all(ended);
  };
  const keepUp = async (): Promise<void> => {
    while (!isClosing) {
      try {
        await startWorker(options, collect, log);
        return;
      } catch (err) {
        log.error({ err }, 'a worker did not start; trying again');
        await delay(RESTART_MS);
      }
    }
  };
  try {
    const urls = await Promise.all(
      Array.from({ length: count }, () => startWorker(options, collect, log)),
    );
    cluster.on('exit', (worker, code, signal) => {
      if (isClosing) return;
      log.error({ pid: worker.process.pid, code, signal }, 'a worker ended; starting another');
      keepUp();
    });
    return { url: urls[0] ?? '', close };
  } catch (error) {
    await close();
    throw error;
  }
}
