/*
 * One of several processes that serve (workers.ts). It does what the primary says; a
 * signal of the terminal goes to all processes, so it is the primary's to heed.
 */
import { AggregatorRegistry } from 'prom-client';
import { errorCode, errorMessage } from '../errors.ts';
import { type RunningServer, type ServerOptions, startServer } from './server.ts';
import type { FromPrimary, FromWorker } from './workers.ts';

const hurry = new AbortController();
const asked = new Map<number, (text: string) => void>();
let nextId = 0;
let server: RunningServer | undefined;

// Answers the primary's question for this process's metrics.
new AggregatorRegistry();

function tell(message: FromWorker): void {
  process.send?.(message);
}

/** The metrics of all processes, which only the primary can collect. */
function metrics(): Promise<string> {
  return new Promise((resolve) => {
    const id = nextId++;
    asked.set(id, resolve);
    tell({ type: 'metrics', id });
  });
}

async function start(options: ServerOptions): Promise<void> {
  try {
    server = await startServer({ ...options, metrics });
    tell({ type: 'ready', url: server.url });
  } catch (error) {
    tell({ type: 'failed', message: errorMessage(error), code: errorCode(error) });
    process.disconnect();
  }
}

async function close(): Promise<void> {
  process.off('disconnect', close);
  await server?.close(hurry.signal);
  process.exit();
}

process.on('message', (message: FromPrimary) => {
  if (message.type === 'start') start(message.options);
  if (message.type === 'hurry') hurry.abort();
  if (message.type === 'close' || message.type === 'hurry') close();
  if (message.type === 'metrics') {
    asked.get(message.id)?.(message.text);
    asked.delete(message.id);
  }
});
// The primary is gone: nobody else would end this process.
process.on('disconnect', close);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
