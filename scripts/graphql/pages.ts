/*
 * What people see in a browser: a landing page, and GraphiQL where it is on.
 */
import type { FastifyInstance } from 'fastify';
import { type GraphiqlOptions, registerGraphiql } from './graphiql.ts';

const LANDING = (links: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>dual-schema</title>
<style>body { font: 16px/1.6 system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; } code { font-size: .9em; }</style>
<h1>dual-schema</h1>
<p>Rows of metadata become tables, privileges and a GraphQL API, in the same transaction.</p>
<ul>${links}</ul>
<p>Every request to an endpoint carries <code>Authorization: Bearer &lt;token&gt;</code>.</p>
</html>`;

const ALWAYS = [
  '<li><code>POST /graphql</code>: the records of your workspace</li>',
  '<li><code>POST /metadata</code>: its objects, fields, roles</li>',
  '<li><a href="/healthz">/healthz</a>, <a href="/readyz">/readyz</a>: is it running, is the database there</li>',
];
const WITH_GRAPHIQL = '<li><a href="/graphiql">GraphiQL</a>: try both in the browser</li>';

export function registerPages(app: FastifyInstance, graphiql: GraphiqlOptions | undefined): void {
  const landing = LANDING([...(graphiql ? [WITH_GRAPHIQL] : []), ...ALWAYS].join('\n'));
  app.get('/', (_request, reply) => reply.type('text/html').send(landing));
  if (graphiql) registerGraphiql(app, graphiql);
}
