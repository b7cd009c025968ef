/*
 * The log: pino's JSON lines on standard error, so that what a command prints on standard output
 * stays readable by people and programs.
 */
import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** A logger at the given level. */
export function createLogger(level: string): Logger {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}
