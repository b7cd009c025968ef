/*
 * The yardstick of the serving bench: what somebody would write by hand. The same HTTP server, tokens
 * and transaction as ours, and SQL that answers JSON in place of GraphQL.
 */
import Fastify from 'fastify';
import { createAuthenticate } from '../../graphql/authenticate.ts';
import { createPool } from '../../graphql/pool.ts';
import { createLogger } from '../../log.ts';
import { questions } from './questions.ts';

const { API_DATABASE_URL = '', JWT_SECRET: secret = '' } = process.env;
const pool = createPool({ connectionString: API_DATABASE_URL, log: createLogger('warn') });
const authenticate = createAuthenticate({ secret, audience: 'dual-schema' });
const app = Fastify();

app.post<{ Body: { id: string; place: number } }>('/', async ({ body, headers }, reply) => {
  const claims = await authenticate(headers.authorization);
  const question = questions('')[body.place];
  if (!claims || !question) return reply.code(400).send();
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({
      name: 'enter',
      text: 'select core.enter_workspace($1)',
      values: [JSON.stringify(claims)],
    });
    const { rows } = await client.query<[unknown]>({
      name: question.name,
      text: question.sql,
      values: [body.id],
      rowMode: 'array',
    });
    await client.query('commit');
    return reply.send({ data: rows[0]?.[0] });
  } finally {
    client.release();
  }
});

console.log(JSON.stringify({ url: await app.listen({ host: '127.0.0.1', port: 0 }) }));
