/*
 * Who calls: the bearer token, checked with jose.
 *
 * Either a shared secret (HS256; the previous one is accepted during rotation)
 * or the keys of a JWKS, never both, never an unsigned token. A token that has
 * been checked is remembered for a minute, so that a key that is withdrawn does
 * not go on proving; whether the token was revoked is asked of the database at
 * every request (session.ts).
 */
import {
  createRemoteJWKSet,
  errors,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose';
import { LRUCache } from 'lru-cache';
import { TOKEN_CHECK_MS, TOKENS_MAX } from './limits.ts';
import type { Claims } from './session.ts';

export interface AuthOptions {
  readonly secret?: string;
  readonly previousSecret?: string;
  readonly jwksUrl?: string;
  readonly issuer?: string;
  readonly audience: string;
}

/** The claims of an Authorization header, or undefined where it proves nothing. */
export type Authenticate = (header: string | undefined) => Promise<Claims | undefined>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ASYMMETRIC = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
];

/** jose's codes for a JWKS that cannot be had: that is no fault of the token's. */
const NOT_THE_TOKEN: ReadonlySet<string> = new Set([
  'ERR_JOSE_GENERIC',
  'ERR_JWKS_TIMEOUT',
  'ERR_JWKS_INVALID',
]);

/** What a token has proved, and until when that is believed. */
interface Remembered {
  readonly claims: Claims;
  readonly until: number;
}

type Verify = (token: string) => Promise<JWTPayload>;

function createVerifiers({
  secret,
  previousSecret,
  jwksUrl,
  issuer,
  audience,
}: AuthOptions): Verify[] {
  const options: JWTVerifyOptions = {
    audience,
    ...(issuer === undefined ? {} : { issuer }),
    requiredClaims: ['exp', 'iat', 'aud', 'workspaceId', 'role'],
  };
  if (jwksUrl !== undefined) {
    if (secret !== undefined)
      throw new Error('Tokens are checked with a secret or with a JWKS, not with both.');
    const keys = createRemoteJWKSet(new URL(jwksUrl));
    return [
      async (token) =>
        (await jwtVerify(token, keys, { ...options, algorithms: ASYMMETRIC })).payload,
    ];
  }
  if (secret === undefined) throw new Error('Tokens need a secret or a JWKS to be checked with.');
  const secrets = previousSecret === undefined ? [secret] : [secret, previousSecret];
  return secrets.map((text) => {
    const key = new TextEncoder().encode(text);
    return async (token) =>
      (await jwtVerify(token, key, { ...options, algorithms: ['HS256'] })).payload;
  });
}

function toClaims({ sub, workspaceId, role, iat, exp }: JWTPayload): Claims | undefined {
  if (typeof workspaceId !== 'string' || !UUID.test(workspaceId) || typeof role !== 'string')
    return undefined;
  // No role has such a name, and it could not be sent to the database to ask.
  if (!role.isWellFormed() || role.includes('\0')) return undefined;
  if (sub !== undefined && !UUID.test(sub)) return undefined;
  return {
    workspaceId,
    role,
    ...(sub === undefined ? {} : { sub }),
    ...(iat === undefined ? {} : { iat }),
    ...(exp === undefined ? {} : { exp }),
  };
}

async function verifyWithAny(
  verifiers: readonly Verify[],
  token: string,
): Promise<Claims | undefined> {
  for (const verify of verifiers) {
    try {
      return toClaims(await verify(token));
    } catch (error) {
      // Whatever is wrong with the token, the answer is the same: this key does not prove it.
      if (!(error instanceof errors.JOSEError) || NOT_THE_TOKEN.has(error.code)) throw error;
    }
  }
  return undefined;
}

export function createAuthenticate(options: AuthOptions): Authenticate {
  const verifiers = createVerifiers(options);
  const known = new LRUCache<string, Remembered>({ max: TOKENS_MAX });
  return async (header) => {
    const token = /^Bearer +([^\s]+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) return undefined;
    const remembered = known.get(token);
    if (remembered && remembered.until > Date.now()) return remembered.claims;
    known.delete(token);
    const claims = await verifyWithAny(verifiers, token);
    if (claims)
      known.set(token, {
        claims,
        until: Math.min(Date.now() + TOKEN_CHECK_MS, (claims.exp ?? 0) * 1000),
      });
    return claims;
  };
}
