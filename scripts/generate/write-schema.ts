/*
 * `npm run schema`: rewrites generated/core.sql from a database of its own, made for it and dropped
 * again, so that it shows the files of this checkout and nothing else.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withClient } from '../db/client.ts';
import { openCluster } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { createLifecycle } from '../lifecycle.ts';
import { CORE_SCHEMA_FILE } from '../paths.ts';
import { dumpSchema } from './schema-dump.ts';

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-generate-'));
fs.chmodSync(dataDir, 0o755);
const lifecycle = createLifecycle();
try {
  const { url } = await lifecycle.own(openCluster({ dataDir, durable: false }), (cluster) =>
    cluster.close(),
  );
  await migrate(url);
  fs.mkdirSync(path.dirname(CORE_SCHEMA_FILE), { recursive: true });
  fs.writeFileSync(CORE_SCHEMA_FILE, await withClient(url, dumpSchema));
} finally {
  await lifecycle.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
}
