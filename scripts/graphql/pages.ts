/*
 * What people see in a browser: a landing page, and GraphiQL (Ruru) for both
 * endpoints, served from the installed package.
 */
import type { FastifyInstance } from 'fastify';
import { ruruHTML } from 'ruru/server';
import { getStaticFile } from 'ruru/static';

const STATIC_PATH = '/graphiql/static/';

const ENDPOINTS = {
  graphql: { path: '/graphql', title: 'Records' },
  metadata: { path: '/metadata', title: 'Metadata' },
} as const;

type EndpointName = keyof typeof ENDPOINTS;

const BAR_STYLE = `<style>
  body { display: flex; flex-direction: column; height: 100vh; margin: 0; }
  #ruru-root { flex: 1; min-height: 0; }
  .token-bar { display: flex; gap: 1rem; align-items: center; padding: .4rem 1rem; font: 14px system-ui; border-bottom: 1px solid #8884; }
  .token-bar input { flex: 1; font: 12px ui-monospace, monospace; padding: .3rem; }
  .token-bar [aria-current] { font-weight: bold; }
</style>`;

/** Keeps the token for this browser tab, and sends it with what GraphiQL sends to our endpoints. */
const TOKEN_SCRIPT = `<script>
  const send = window.fetch;
  window.fetch = (target, init = {}) => {
    const token = sessionStorage.getItem('token');
    const headers = new Headers(init.headers);
    const isOurs = new URL(target.url ?? target, location.href).origin === location.origin;
    if (isOurs && token && !headers.has('authorization')) headers.set('authorization', 'Bearer ' + token);
    return send(target, { ...init, headers });
  };
  addEventListener('DOMContentLoaded', () => {
    const input = document.querySelector('.token-bar input');
    input.value = sessionStorage.getItem('token') ?? '';
    input.addEventListener('change', () => {
      sessionStorage.setItem('token', input.value.trim().replace(/^Bearer +/i, ''));
      location.reload();
    });
  });
</script>`;

function tokenBar(current: EndpointName): string {
  const links = (Object.keys(ENDPOINTS) as EndpointName[]).map((name) => {
    const { path, title } = ENDPOINTS[name];
    const mark = name === current ? ' aria-current="page"' : '';
    return `<a href="/graphiql?endpoint=${name}"${mark}>${title} (${path})</a>`;
  });
  return `<div class="token-bar">${links.join('')}<input placeholder="Paste a token here and press Enter" aria-label="Token"></div>`;
}

function graphiqlPage(name: EndpointName): string {
  return ruruHTML({
    endpoint: ENDPOINTS[name].path,
    staticPath: STATIC_PATH,
    htmlParts: {
      titleTag: `<title>GraphiQL: ${ENDPOINTS[name].title}</title>`,
      styleTags: (original) => original + BAR_STYLE,
      headerScripts: (original) => TOKEN_SCRIPT + original,
      bodyContent: (original) => tokenBar(name) + original,
    },
  });
}

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
  '<li><code>POST /metadata</code>: its objects and fields</li>',
  '<li><a href="/healthz">/healthz</a>, <a href="/readyz">/readyz</a>: is it running, is the database there</li>',
];
const WITH_GRAPHIQL = '<li><a href="/graphiql">GraphiQL</a>: try both in the browser</li>';

export function registerPages(app: FastifyInstance, options: { graphiql: boolean }): void {
  const landing = LANDING([...(options.graphiql ? [WITH_GRAPHIQL] : []), ...ALWAYS].join('\n'));
  app.get('/', (_request, reply) => reply.type('text/html').send(landing));
  if (!options.graphiql) return;

  app.get<{ Querystring: { endpoint?: string } }>('/graphiql', (request, reply) =>
    reply
      .type('text/html')
      .send(graphiqlPage(request.query.endpoint === 'metadata' ? 'metadata' : 'graphql')),
  );
  app.get(`${STATIC_PATH}*`, async (request, reply) => {
    const file = await getStaticFile({
      staticPath: STATIC_PATH,
      urlPath: request.url,
      acceptEncoding: request.headers['accept-encoding'],
      disallowDevAssets: true,
    });
    return file ? reply.headers(file.headers).send(file.content) : reply.callNotFound();
  });
}
