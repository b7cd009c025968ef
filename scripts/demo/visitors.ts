/*
 * What those who try the demo workspace get: tokens, and on the pages of this machine a token that is
 * filled in and the data model.
 */
import { type Config, isLoopback } from '../config.ts';
import { withClient } from '../db/client.ts';
import type { GraphiqlOptions } from '../graphql/graphiql.ts';
import { findWorkspace, mintToken, type TokenWorkspace } from '../tokens.ts';
import { createModelPicture } from './picture.ts';

/** The demo workspace's subdomain. */
export const DEMO = 'acme';
const DEMO_ROLES = ['ADMIN', 'MANAGER', 'USER'];
const TOKEN_LIFE = '7d';

/** Tokens by role. */
export interface DemoTokens {
  readonly workspace: TokenWorkspace | undefined;
  readonly tokens: Readonly<Record<string, string>>;
}

/**
 * Asked for by another name than this machine's, or by way of a proxy, the page may be anybody's: it gets
 * no token and no data model.
 */
export function graphiqlOptions(config: Config, adminUrl: string): GraphiqlOptions | undefined {
  if (config.graphiql === 'off') return undefined;
  const isForAll = !isLoopback(config.host) && config.graphiql === 'token';
  const isForUs = (host: string, isForwarded: boolean) =>
    isForAll || (isLoopback(config.host) && isLoopback(host) && !isForwarded);
  const draw = createModelPicture(adminUrl, DEMO);
  return {
    adminUrl,
    token: async (host, isForwarded) =>
      config.graphiql === 'token' && isForUs(host, isForwarded)
        ? (await demoTokens(config, adminUrl)).tokens.ADMIN
        : undefined,
    picture: async (host, isForwarded) =>
      !config.production && isForUs(host, isForwarded) ? draw() : undefined,
  };
}

/** Tokens are printed where they are ours to sign, never in production. */
export async function demoTokens(config: Config, adminUrl: string): Promise<DemoTokens> {
  if (config.production) return { workspace: undefined, tokens: {} };
  const workspace = await withClient(adminUrl, (client) => findWorkspace(client, DEMO));
  if (workspace === undefined || config.jwt.jwksUrl !== undefined) return { workspace, tokens: {} };
  const roles = DEMO_ROLES.filter((role) => workspace.roles.includes(role));
  const tokens = await Promise.all(
    roles.map(
      async (role) => [role, await mintToken(config, workspace, role, TOKEN_LIFE)] as const,
    ),
  );
  return { workspace, tokens: Object.fromEntries(tokens) };
}
