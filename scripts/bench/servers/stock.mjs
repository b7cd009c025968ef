/*
 * Stock PostGraphile on one workspace's schema, as its documentation has it: what we must not be slower
 * than. It checks no token. Not TypeScript: its types of the context would be everybody's.
 */
import '../../graphql/environment.ts';
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const { API_DATABASE_URL: connectionString = '', SCHEMA = '', ROLE = '' } = process.env;

const server = createServer();
const preset = {
  extends: [PostGraphileAmberPreset],
  // It would leave out the inverse of a relation whose index is partial.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [
    makePgService({ connectionString, schemas: [SCHEMA], pgSettings: () => ({ role: ROLE }) }),
  ],
  grafserv: { watch: false, graphqlPath: '/' },
};
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
});
