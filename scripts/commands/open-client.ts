/*
 * The frame of commands that work on one connection: it is closed at the end and by a signal, which
 * takes back what is not committed.
 */
import type pg from 'pg';
import { type Config, loadConfig } from '../config.ts';
import { connect } from '../db/client.ts';
import { openDatabase } from '../db/database.ts';
import type { Lifecycle } from '../lifecycle.ts';
import { runCommand } from './run-command.ts';

/** What such a command gets. */
export interface Session {
  readonly client: pg.Client;
  readonly config: Config;
  readonly lifecycle: Lifecycle;
  /** Where that is connected to. */
  readonly url: string;
}

/** Runs a command with a connection of the operator. */
export function runWithClient(work: (session: Session) => Promise<void>): Promise<void> {
  return runCommand(async (lifecycle) => {
    const config = loadConfig();
    const { url } = await openDatabase(config, lifecycle);
    const client = await lifecycle.own(connect(url), (open) => open.end());
    await work({ client, config, lifecycle, url });
  });
}
