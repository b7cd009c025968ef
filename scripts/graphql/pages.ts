/*
 * What people see in a browser: a landing page, and GraphiQL where it is on.
 */
import type { FastifyInstance } from 'fastify';
import type { ModelPicture } from '../demo/picture.ts';
import { escapedText } from '../html.ts';
import { plainText } from '../plain-text.ts';
import { type GraphiqlOptions, isForwarded, registerGraphiql } from './graphiql.ts';

const STYLE = `
  body { font: 16px/1.6 system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; }
  code { font-size: .9em; }
  figure { margin: 1rem calc(50% - 48vw); width: 96vw; overflow-x: auto; text-align: center; }
  .objects { columns: 2; }`;

const LANDING = (links: string, model = ''): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>dual-schema</title>
<style>${STYLE}
</style>
<h1>dual-schema</h1>
<p>Rows of metadata become tables, privileges and a GraphQL API, in the same transaction.</p>
<ul>${links}</ul>
<p>Every request to an endpoint carries <code>Authorization: Bearer &lt;token&gt;</code>.</p>
${model}</html>`;

const ALWAYS = [
  '<li><code>POST /graphql</code>: the records of your workspace</li>',
  '<li><code>POST /metadata</code>: its objects, fields, roles</li>',
  '<li><a href="/healthz">/healthz</a>, <a href="/readyz">/readyz</a>: is it running, is the database there and of this version</li>',
];
const WITH_GRAPHIQL =
  '<li>GraphiQL, to try both in the browser: <a href="/graphiql">records</a>, <a href="/graphiql?endpoint=metadata">metadata</a></li>';

export function registerPages(app: FastifyInstance, graphiql: GraphiqlOptions | undefined): void {
  const links = [...(graphiql ? [WITH_GRAPHIQL] : []), ...ALWAYS].join('\n');
  app.get('/', async (request, reply) => {
    const picture = await graphiql?.picture(request.hostname, isForwarded(request));
    return reply
      .type('text/html')
      .header('cache-control', 'no-store')
      .send(LANDING(links, picture && modelOf(picture)));
  });
  if (graphiql) registerGraphiql(app, graphiql);
}

function modelOf({ title, objects, svg }: ModelPicture): string {
  const shown = (text: string) => escapedText(plainText(text));
  const items = objects.map(
    ({ name, label, fields }) =>
      `<li>${shown(label)} (<code>${shown(name)}</code>), ${fields} ${fields === 1 ? 'field' : 'fields'}</li>`,
  );
  return `<h2>The data model of ${shown(title)}</h2>
<ul class="objects">${items.join('\n')}</ul>
<figure>${svg}</figure>
`;
}
