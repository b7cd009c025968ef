/*
 * A process that uses the cluster of a data directory until it is told to stop: prints the connection
 * string when it has it.
 */
import { openCluster } from '../../scripts/db/embedded.ts';
import { createLifecycle } from '../../scripts/lifecycle.ts';

const [dataDir = ''] = process.argv.slice(2);
const lifecycle = createLifecycle({ cleanExit: true });
const { url } = await lifecycle.own(openCluster({ dataDir, durable: false }), (cluster) =>
  cluster.close(),
);
console.log(url);
