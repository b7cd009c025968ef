/*
 * GraphiQL (Ruru) for both endpoints, served from the installed package, with
 * example queries in tabs and a place for the token.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type RuruClientConfig, ruruHTML } from 'ruru/server';
import { getStaticFile } from 'ruru/static';
import type { ModelPicture } from '../demo/picture.ts';
import { METADATA_EXAMPLES, RECORD_EXAMPLES } from './examples.ts';

const STATIC_PATH = '/graphiql/static/';

const ENDPOINTS = {
  graphql: { path: '/graphql', title: 'Records', examples: RECORD_EXAMPLES },
  metadata: { path: '/metadata', title: 'Metadata', examples: METADATA_EXAMPLES },
} as const;

/** What proxies say, each in its own way, and no browser that opens a page: then it is not this machine that asks. */
const FORWARDED = /^(forwarded|via|true-client-ip|x-.*|cf-.*)$/;

/** Whether a proxy passed a request on. */
export function isForwarded({ headers }: FastifyRequest): boolean {
  return Object.keys(headers).some((name) => FORWARDED.test(name));
}

type EndpointName = keyof typeof ENDPOINTS;

export interface GraphiqlOptions {
  /** What the rest is made from: functions do not reach another process. */
  readonly adminUrl: string;
  /** A token to fill in; undefined where there is none to give away. Who asks, by which name? */
  readonly token: (host: string, isForwarded: boolean) => Promise<string | undefined>;
  /** The demo workspace's data model; undefined where it is not for whoever asks. */
  readonly picture: (host: string, isForwarded: boolean) => Promise<ModelPicture | undefined>;
}

const BAR_STYLE = `<style>
  body { display: flex; flex-direction: column; height: 100vh; margin: 0; }
  #ruru-root { flex: 1; min-height: 0; }
  .token-bar { display: flex; gap: 1rem; align-items: center; padding: .4rem 1rem; font: 14px system-ui; border-bottom: 1px solid #8884; }
  .token-bar input { flex: 1; font: 12px ui-monospace, monospace; padding: .3rem; }
  .token-bar [aria-current] { font-weight: bold; }
</style>`;

/**
 * Keeps what GraphiQL stores apart by endpoint: a query of one is no query of the
 * other. Says which query it left off with: else it adds an empty tab each time.
 * Keeps the token for this browser tab, and sends it with what GraphiQL
 * sends to our endpoints.
 */
const SCRIPT = (name: EndpointName, token: string | undefined) => `<script>
  for (const method of ['getItem', 'setItem', 'removeItem']) {
    const stock = Storage.prototype[method];
    Storage.prototype[method] = function (key, ...others) {
      return stock.call(this, String(key).replace(/^graphiql:/, 'graphiql:${name}:'), ...others);
    };
  }
  const { tabs = [], activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState') ?? '{}');
  const { query, variables } = tabs[activeTabIndex] ?? {};
  if (query) Object.assign(RURU_CONFIG, { initialQuery: query, initialVariables: variables ?? undefined });
  const token = () => sessionStorage.getItem('token') ?? '${token ?? ''}';
  const send = window.fetch;
  window.fetch = (target, init = {}) => {
    const headers = new Headers(init.headers);
    const isOurs = new URL(target.url ?? target, location.href).origin === location.origin;
    if (isOurs && token() && !headers.has('authorization')) headers.set('authorization', 'Bearer ' + token());
    return send(target, { ...init, headers });
  };
  addEventListener('DOMContentLoaded', () => {
    const input = document.querySelector('.token-bar input');
    input.value = token();
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

/** GraphiQL's own property, which Ruru passes on but does not declare: the tabs of a first visit. */
function clientConfig(name: EndpointName): RuruClientConfig {
  const defaultTabs = ENDPOINTS[name].examples.map((query) => ({ query }));
  return { defaultTabs } as unknown as RuruClientConfig;
}

function graphiqlPage(name: EndpointName, token: string | undefined): string {
  return ruruHTML({
    endpoint: ENDPOINTS[name].path,
    staticPath: STATIC_PATH,
    clientConfig: clientConfig(name),
    htmlParts: {
      titleTag: `<title>GraphiQL: ${ENDPOINTS[name].title}</title>`,
      styleTags: (original) => original + BAR_STYLE,
      headerScripts: (original) => SCRIPT(name, token) + original,
      bodyContent: (original) => tokenBar(name) + original,
    },
  });
}

export function registerGraphiql(app: FastifyInstance, { token }: GraphiqlOptions): void {
  app.get<{ Querystring: { endpoint?: string } }>('/graphiql', async (request, reply) => {
    const name = request.query.endpoint === 'metadata' ? 'metadata' : 'graphql';
    return reply
      .type('text/html')
      .header('cache-control', 'no-store')
      .header('x-frame-options', 'DENY')
      .send(graphiqlPage(name, await token(request.hostname, isForwarded(request))));
  });
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
