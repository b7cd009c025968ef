/*
 * The database a command works on: DATABASE_URL, or else the embedded cluster, running or started for
 * as long as the command needs it.
 */
import type { Config } from '../config.ts';
import type { Lifecycle } from '../lifecycle.ts';
import { type Cluster, openCluster } from './embedded.ts';

/** An open database. */
export interface Database {
  /** Connection string of the role that migrates (the superuser, on the embedded cluster). */
  readonly url: string;
  readonly embedded: Cluster | undefined;
}

/** Opens the database that the configuration names; the lifecycle closes it. */
export async function openDatabase(config: Config, lifecycle: Lifecycle): Promise<Database> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, embedded: undefined };
  const embedded = await lifecycle.own(openCluster({ dataDir: config.dataDir }), (cluster) =>
    cluster.close(),
  );
  return { url: embedded.url, embedded };
}
