/*
 * The environment: defaults, rules, and errors that name the variable.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { authSettings, jwtSecret, loadConfig } from '../../scripts/config.ts';
import { isUserError } from '../../scripts/errors.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-config-'));
});

afterEach(() => fs.rmSync(dataDir, { recursive: true }));

test('an empty environment gives the documented defaults', () => {
  expect(loadConfig({})).toEqual({
    production: false,
    host: '127.0.0.1',
    port: 4000,
    databaseUrl: undefined,
    apiDatabaseUrl: undefined,
    dataDir: path.resolve('.data'),
    logLevel: 'info',
    graphiql: 'token',
    databaseConnections: 10,
    requestTimeoutMs: 30_000,
    jwt: {
      secret: undefined,
      previousSecret: undefined,
      jwksUrl: undefined,
      issuer: undefined,
      audience: 'dual-schema',
    },
  });
});

test('blank values count as unset', () => {
  expect(loadConfig({ PORT: ' ', JWT_SECRET: '' })).toEqual(loadConfig({}));
});

test.each([
  ['PORT', 'http'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['LOG_LEVEL', 'loud'],
  ['GRAPHIQL', 'yes'],
  ['DATABASE_URL', 'localhost:5432'],
  ['API_DATABASE_URL', 'mysql://localhost'],
  ['JWT_JWKS_URL', 'keys.json'],
  ['NODE_ENV', 'prod'],
  ['NODE_ENV', 'Production'],
])('%s=%s is refused in one line that names it', (name, value) => {
  const read = (): unknown => loadConfig({ [name]: value });
  expect(read).toThrow(new RegExp(`^${name} is .+$`));
  expect(isUserError(errorOf(read))).toBe(true);
});

test('a connection string with a password is not repeated in the error', () => {
  expect(errorOf(() => loadConfig({ DATABASE_URL: 'pg://me:hunter2@host' })).message).not.toContain(
    'hunter2',
  );
});

test.each(['', ' ', 'development', 'test'])('NODE_ENV=%j is not production', (value) => {
  expect(loadConfig({ NODE_ENV: value }).production).toBe(false);
});

describe.each(['JWT_SECRET', 'JWT_PREVIOUS_SECRET'])('a %s shorter than 32 bytes', (name) => {
  const read = (value: string, mode: string) => loadConfig({ [name]: value, NODE_ENV: mode });

  test('is refused in production, in one line that says how to make one but not what it was', () => {
    const error = errorOf(() => read('hunter2'.padEnd(31, 'x'), 'production'));
    expect(error.message).toMatch(
      new RegExp(`^${name} is shorter than 32 bytes: .*openssl rand -base64 32.$`),
    );
    expect(error.message).not.toContain('hunter2');
    expect(isUserError(error)).toBe(true);
  });

  test('will do elsewhere; one of 32 bytes will do everywhere', () => {
    const { secret, previousSecret } = read('short', 'development').jwt;
    expect([secret, previousSecret]).toContain('short');
    expect(read('ä'.repeat(16), 'production').production).toBe(true);
  });
});

test('JWT_SECRET and JWT_JWKS_URL together are refused', () => {
  expect(() => loadConfig({ JWT_SECRET: 's', JWT_JWKS_URL: 'https://id.example/jwks' })).toThrow(
    'JWT_SECRET and JWT_JWKS_URL are both set',
  );
});

test('DATA_DIR need not exist, but is no file, nor below one', () => {
  expect(loadConfig({ DATA_DIR: path.join(dataDir, 'new') }).dataDir).toBe(`${dataDir}/new`);
  const file = path.join(dataDir, 'file');
  fs.writeFileSync(file, '');
  for (const place of [file, path.join(file, 'below')]) {
    const error = errorOf(() => loadConfig({ DATA_DIR: place }));
    expect(error.message).toMatch(new RegExp(`^DATA_DIR ${place} is not a directory: .+$`));
    expect(isUserError(error)).toBe(true);
  }
});

describe('the JWT secret', () => {
  test('is made once and kept where only the owner reads it', () => {
    const config = loadConfig({ DATA_DIR: dataDir });
    const secret = jwtSecret(config);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(jwtSecret(loadConfig({ DATA_DIR: dataDir }))).toBe(secret);
    expect(fs.statSync(path.join(dataDir, 'jwt-secret')).mode & 0o777).toBe(0o600);
  });

  test('is refused when absent in production', () => {
    const config = loadConfig({ DATA_DIR: dataDir, NODE_ENV: 'production' });
    expect(() => authSettings(config)).toThrow('JWT_SECRET is not set');
    expect(fs.readdirSync(dataDir)).toEqual([]);
  });

  test('comes from the environment unchanged, with what else checks tokens', () => {
    const config = loadConfig({
      JWT_SECRET: 'new',
      JWT_PREVIOUS_SECRET: 'old',
      JWT_ISSUER: 'us',
      JWT_AUDIENCE: 'them',
    });
    expect(authSettings(config)).toEqual({
      secret: 'new',
      previousSecret: 'old',
      issuer: 'us',
      audience: 'them',
    });
  });

  test('does not exist where a JWKS is used', () => {
    const config = loadConfig({ JWT_JWKS_URL: 'https://id.example/jwks', DATA_DIR: dataDir });
    expect(authSettings(config)).toEqual({
      jwksUrl: 'https://id.example/jwks',
      audience: 'dual-schema',
    });
    expect(() => jwtSecret(config)).toThrow('JWT_JWKS_URL');
    expect(fs.readdirSync(dataDir)).toEqual([]);
  });

  test('an empty file is an error, not a secret', () => {
    fs.writeFileSync(path.join(dataDir, 'jwt-secret'), '\n');
    expect(() => jwtSecret(loadConfig({ DATA_DIR: dataDir }))).toThrow('is empty: delete it');
  });
});

function errorOf(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

test.each([
  [{}, 'token'],
  [{ HOST: 'localhost' }, 'token'],
  [{ HOST: '::1' }, 'token'],
  [{ HOST: '0.0.0.0' }, 'on'],
  [{ HOST: '127.0.0.1.example.com' }, 'on'],
  [{ HOST: '192.168.0.10', GRAPHIQL: 'token' }, 'token'],
  [{ GRAPHIQL: 'Off' }, 'off'],
  [{ NODE_ENV: 'production' }, 'off'],
  [{ NODE_ENV: 'production', GRAPHIQL: 'on' }, 'on'],
])('GraphiQL of %j is %s', (environment, mode) => {
  expect(loadConfig(environment).graphiql).toBe(mode);
});

test('in production GraphiQL gives no token away', () => {
  expect(() => loadConfig({ NODE_ENV: 'production', GRAPHIQL: 'token' })).toThrow(
    /^GRAPHIQL is "token": /,
  );
});
