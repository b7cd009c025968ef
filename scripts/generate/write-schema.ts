/*
 * `npm run schema`: rewrites generated/ from a database of its own, made for it and dropped again, so
 * that it shows the files of this checkout and nothing else: the control plane as SQL, the two APIs as
 * GraphQL, and the typed client of the demo workspace.
 */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeFiles } from '../codegen/files.ts';
import { apiConnection } from '../db/api-login.ts';
import { withClient } from '../db/client.ts';
import { openCluster } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { seedDemo } from '../demo/seed.ts';
import { createLifecycle } from '../lifecycle.ts';
import { CORE_SCHEMA_FILE, DEMO_CLIENT_FOLDER, METADATA_SCHEMA_FILE } from '../paths.ts';
import { demoClientFiles, metadataSchemaText } from './api-schema.ts';
import { dumpSchema } from './schema-dump.ts';

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-generate-'));
fs.chmodSync(dataDir, 0o755);
const lifecycle = createLifecycle();
try {
  const { url } = await lifecycle.own(openCluster({ dataDir, durable: false }), (cluster) =>
    cluster.close(),
  );
  await migrate(url);
  await seedDemo(url);
  const apiUrl = await apiConnection({
    adminUrl: url,
    apiDatabaseUrl: undefined,
    secret: randomUUID(),
  });
  write(CORE_SCHEMA_FILE, await withClient(url, dumpSchema));
  write(METADATA_SCHEMA_FILE, metadataSchemaText());
  writeFiles(DEMO_CLIENT_FOLDER, await demoClientFiles({ adminUrl: url, apiUrl }));
} finally {
  await lifecycle.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
}

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
