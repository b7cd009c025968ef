/*
 * The environment, read once and checked: every setting of the project has its name, its default and
 * its rule here. A bad value ends the program with one line that names the variable.
 */
import fs from 'node:fs';
import path from 'node:path';
import { errorCode, userError } from './errors.ts';
import { keptSecret } from './secrets.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Whether there is GraphiQL, and whether it has a token of the demo workspace filled in. */
const GRAPHIQL_MODES = ['off', 'on', 'token'] as const;

const ENVIRONMENTS = ['development', 'test', 'production'] as const;
/** What HS256 asks of a key (RFC 7518, 3.2). */
const SECRET_BYTES_MIN = 32;

export type LogLevel = (typeof LOG_LEVELS)[number];
export type GraphiqlMode = (typeof GRAPHIQL_MODES)[number];

/** Everything the environment decides. Unset means `undefined`; defaults are filled in. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Unset: the embedded cluster in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** The API's own login, where the operator separates it from the owner's. */
  readonly apiDatabaseUrl: string | undefined;
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  readonly graphiql: GraphiqlMode;
  /** Connections to the database for requests, of each process. */
  readonly databaseConnections: number;
  /** How long a request may take. */
  readonly requestTimeoutMs: number;
  readonly jwt: {
    readonly secret: string | undefined;
    readonly previousSecret: string | undefined;
    readonly jwksUrl: string | undefined;
    readonly issuer: string | undefined;
    readonly audience: string;
  };
}

/** How tokens are checked: with a secret of ours, or with somebody's JWKS. */
export interface AuthSettings {
  secret?: string;
  previousSecret?: string;
  jwksUrl?: string;
  issuer?: string;
  audience: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and checks the environment; changes nothing on disk. */
export function loadConfig(env: Environment = process.env): Config {
  const text = (name: string): string | undefined => env[name]?.trim() || undefined;
  const production = environment(text('NODE_ENV') ?? 'development') === 'production';
  const secret = longEnough('JWT_SECRET', text('JWT_SECRET'), production);
  const jwksUrl = webUrl('JWT_JWKS_URL', text('JWT_JWKS_URL'));
  if (secret !== undefined && jwksUrl !== undefined) {
    throw userError(
      'JWT_SECRET and JWT_JWKS_URL are both set: tokens are checked by one of them, unset the other.',
    );
  }
  const host = text('HOST') ?? '127.0.0.1';
  return {
    production,
    host,
    port: portNumber(text('PORT') ?? '4000'),
    databaseUrl: postgresUrl('DATABASE_URL', text('DATABASE_URL')),
    apiDatabaseUrl: postgresUrl('API_DATABASE_URL', text('API_DATABASE_URL')),
    dataDir: directory('DATA_DIR', text('DATA_DIR') ?? '.data'),
    logLevel: logLevel(text('LOG_LEVEL') ?? 'info'),
    graphiql: graphiqlMode(text('GRAPHIQL'), production, host),
    databaseConnections: positive('DATABASE_CONNECTIONS', text('DATABASE_CONNECTIONS') ?? '10'),
    requestTimeoutMs: positive('REQUEST_TIMEOUT_MS', text('REQUEST_TIMEOUT_MS') ?? '30000'),
    jwt: {
      secret,
      previousSecret: longEnough('JWT_PREVIOUS_SECRET', text('JWT_PREVIOUS_SECRET'), production),
      jwksUrl,
      issuer: text('JWT_ISSUER'),
      audience: text('JWT_AUDIENCE') ?? 'dual-schema',
    },
  };
}

/**
 * How the server checks tokens. Outside production a missing secret is made once and kept in
 * `DATA_DIR`; in production it is refused, since a secret that appears by itself is not a decision.
 */
export function authSettings(config: Config): AuthSettings {
  const { jwt } = config;
  const common = {
    audience: jwt.audience,
    ...(jwt.issuer === undefined ? {} : { issuer: jwt.issuer }),
  };
  if (jwt.jwksUrl !== undefined) return { ...common, jwksUrl: jwt.jwksUrl };
  return {
    ...common,
    secret: jwtSecret(config),
    ...(jwt.previousSecret === undefined ? {} : { previousSecret: jwt.previousSecret }),
  };
}

/** The secret that signs tokens; a clear refusal where there is none. */
export function jwtSecret(config: Config): string {
  if (config.jwt.jwksUrl !== undefined) {
    throw userError(
      'Tokens are issued elsewhere, because JWT_JWKS_URL is set: ask that issuer for one.',
    );
  }
  if (config.jwt.secret !== undefined) return config.jwt.secret;
  if (config.production) {
    throw userError(
      'JWT_SECRET is not set: in production give JWT_SECRET (32 random bytes or more) or JWT_JWKS_URL.',
    );
  }
  return keptSecret(config.dataDir, 'jwt-secret');
}

function environment(value: string): (typeof ENVIRONMENTS)[number] {
  const known = ENVIRONMENTS.find((name) => name === value);
  if (known === undefined) {
    throw userError(`NODE_ENV is "${value}": give one of ${ENVIRONMENTS.join(', ')}, or unset it.`);
  }
  return known;
}

/** The value is never repeated in the message. Outside production a short one will do. */
function longEnough(
  name: string,
  value: string | undefined,
  production: boolean,
): string | undefined {
  if (production && value !== undefined && Buffer.byteLength(value) < SECRET_BYTES_MIN) {
    throw userError(
      `${name} is shorter than ${SECRET_BYTES_MIN} bytes: in production give a random one, made by openssl rand -base64 32.`,
    );
  }
  return value;
}

function portNumber(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) {
    throw userError(`PORT is "${value}": give a number from 0 (any free port) to 65535.`);
  }
  return port;
}

function positive(name: string, value: string): number {
  const number = Number(value);
  if (!/^\d{1,9}$/.test(value) || number === 0) {
    throw userError(`${name} is "${value}": give a whole number from 1.`);
  }
  return number;
}

function directory(name: string, value: string): string {
  const resolved = path.resolve(value);
  if (!mayBeDirectory(resolved)) {
    throw userError(`${name} ${resolved} is not a directory: give one, or a name that is free.`);
  }
  return resolved;
}

/** It need not exist yet; whether it may be made shows when it is. */
function mayBeDirectory(place: string): boolean {
  try {
    return fs.statSync(place).isDirectory();
  } catch (error) {
    return errorCode(error) !== 'ENOTDIR';
  }
}

function logLevel(value: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === value.toLowerCase());
  if (level === undefined) {
    throw userError(`LOG_LEVEL is "${value}": give one of ${LOG_LEVELS.join(', ')}.`);
  }
  return level;
}

/** A token is given away to this machine alone, unless asked for, and never in production. */
function graphiqlMode(value: string | undefined, production: boolean, host: string): GraphiqlMode {
  if (value === undefined) return production ? 'off' : isLoopback(host) ? 'token' : 'on';
  const mode = GRAPHIQL_MODES.find((known) => known === value.toLowerCase());
  if (mode === undefined) {
    throw userError(
      `GRAPHIQL is "${value}": give one of ${GRAPHIQL_MODES.join(', ')}, or unset it.`,
    );
  }
  if (mode === 'token' && production) {
    throw userError('GRAPHIQL is "token": in production no token is given away, give on or off.');
  }
  return mode;
}

/** Whether a host name or address leads to this machine and nowhere else. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}

function webUrl(name: string, value: string | undefined): string | undefined {
  if (value !== undefined && !/^https?:\/\/[^/]+/.test(value)) {
    throw userError(`${name} is not a web address: give one that starts with https://.`);
  }
  return value;
}

/** The value is never repeated in the message: it may hold a password. */
function postgresUrl(name: string, value: string | undefined): string | undefined {
  if (value !== undefined && !/^postgres(ql)?:\/\//.test(value)) {
    throw userError(
      `${name} is not a Postgres URI: give postgresql://user:password@host:5432/name.`,
    );
  }
  return value;
}
