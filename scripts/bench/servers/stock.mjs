/*
 * Stock PostGraphile on one workspace's schema, as its documentation has it: what we must not be slower
 * than. Each request brings a token; role and claims are the settings of its transaction. With
 * MEMBERSHIP=asked it also asks the database, as our API does at each request, whether the token still
 * holds; else it holds until it expires. Not TypeScript: its types of the context would be everybody's.
 */
import '../../graphql/environment.ts';
import { createServer } from 'node:http';
import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { createAuthenticate } from '../../graphql/authenticate.ts';
import { authorize } from '../../graphql/session.ts';

const { API_DATABASE_URL: connectionString = '', JWT_SECRET: secret = '' } = process.env;
const { SCHEMA = '', ROLE = '', MEMBERSHIP } = process.env;

const authenticate = createAuthenticate({ secret, audience: 'dual-schema' });
const members = MEMBERSHIP === 'asked' ? new pg.Pool({ connectionString }) : undefined;

async function context({ node }) {
  const claims = await authenticate(node.req.headers.authorization);
  if (!claims) throw new Error('The token is not valid.');
  const { databaseRole } = members ? await authorize(members, claims) : { databaseRole: ROLE };
  return {
    pgSettings: {
      role: databaseRole,
      'app.current_workspace_id': claims.workspaceId,
      'jwt.claims.sub': claims.sub ?? '',
      'jwt.claims.workspaceId': claims.workspaceId,
      'jwt.claims.role': claims.role,
    },
  };
}

const server = createServer();
const preset = {
  extends: [PostGraphileAmberPreset],
  // It would leave out the inverse of a relation whose index is partial.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [makePgService({ connectionString, schemas: [SCHEMA] })],
  grafast: { context },
  grafserv: { watch: false, graphqlPath: '/' },
};
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
});
