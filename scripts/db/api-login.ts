/*
 * The API's login: role `api`, made by a migration without a password. Unless the operator gives
 * API_DATABASE_URL, its password is derived from a secret we already have, so that nothing more has
 * to be kept, and set the first time it does not fit. The role is one for the whole cluster, so the
 * secret is what all servers of a cluster share: the password of the role that migrates, if it has one.
 */
import { createHmac } from 'node:crypto';
import pg from 'pg';
import { errorCode, errorMessage, userError } from '../errors.ts';
import { withClient, withLogin } from './client.ts';

const API_ROLE = 'api';
const ATTEMPTS = 3;

/** What the API connects with. */
export interface ApiLogin {
  /** Connection string of the role that migrates. */
  readonly adminUrl: string;
  readonly apiDatabaseUrl: string | undefined;
  /** The JWT secret: what the password is derived from where the role that migrates has none. */
  readonly secret: string | undefined;
}

/** The API's connection string; it has been tried. */
export async function apiConnection({
  adminUrl,
  apiDatabaseUrl,
  secret,
}: ApiLogin): Promise<string> {
  if (apiDatabaseUrl !== undefined) {
    await withClient(apiDatabaseUrl, async () => undefined);
    return apiDatabaseUrl;
  }
  const key = passwordOf(adminUrl) ?? secret;
  if (key === undefined) {
    throw userError(
      'Without a password in DATABASE_URL and with JWT_JWKS_URL there is no secret to derive the API login from: set API_DATABASE_URL ' +
        '(role api, whose password you choose with alter role api password).',
    );
  }
  const password = createHmac('sha256', key).update('api login role').digest('base64url');
  const url = withLogin(adminUrl, { user: API_ROLE, password });
  await settle(url, adminUrl, password);
  return url;
}

/** The password that a connection string gives, or else PGPASSWORD. */
function passwordOf(url: string): string | undefined {
  return new pg.Client({ connectionString: url }).password || undefined;
}

/** Tries the login, sets the password if it is refused. Another server may be doing the same. */
async function settle(url: string, adminUrl: string, password: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const refusal = await tryLogin(url);
    if (refusal === undefined) return;
    if (!['28P01', '28000'].includes(errorCode(refusal) ?? '') || attempt === ATTEMPTS) {
      throw userError(
        `The API cannot log in as role ${API_ROLE} (${errorMessage(refusal)}): set API_DATABASE_URL to a login that works.`,
        refusal,
      );
    }
    await setPassword(adminUrl, password);
  }
}

async function tryLogin(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function setPassword(adminUrl: string, password: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    try {
      await client.query(`alter role ${API_ROLE} password ${client.escapeLiteral(password)}`);
    } catch (error) {
      // Two servers at once: "tuple concurrently updated". The other one set the same password.
      if (errorCode(error) === 'XX000') return;
      if (errorCode(error) !== '42501') throw error;
      // Nor should it: the other owner's servers log in with the password that is set.
      throw userError(
        `Another owner made role ${API_ROLE} on this server, and its password is not ours to set: ` +
          'set API_DATABASE_URL, for all servers of this cluster, to a login of that role.',
        error,
      );
    }
  });
}
