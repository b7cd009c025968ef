/*
 * The command line: what it prints, where, and its exit codes.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, jwtVerify } from 'jose';
import { withLogin } from '../../scripts/db/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { TEST_SECRET } from '../support/environment.ts';
import { type Ended, runProgram } from '../support/programs.ts';

let database: TestDatabase;
let workspaceId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const rows = await database.query<{ id: string }>(
    `insert into core.workspace ("displayName", subdomain) values ('Acme', 'acme') returning id`,
  );
  workspaceId = rows[0]?.id ?? '';
});

afterAll(() => database.drop());

function cli(args: string[], environment: Record<string, string | undefined> = {}): Promise<Ended> {
  return runProgram('scripts/cli.ts', args, {
    DATABASE_URL: database.url,
    JWT_SECRET: TEST_SECRET,
    ...environment,
  });
}

describe('--help', () => {
  /** The commands that a help lists, but for help itself. */
  const listed = (help: string): string[] => {
    const [, commands = ''] = /^Commands:\n(.*?)\n\n/ms.exec(help) ?? [];
    const names = [...commands.matchAll(/^ {2}(\w+)/gm)].map(([, name = '']) => name);
    return names.filter((name) => name !== 'help');
  };

  /** A command and those under it. */
  async function expectHelp(command: readonly string[]): Promise<void> {
    const { code, stdout } = await cli([...command, '--help']);
    expect([command, code]).toEqual([command, 0]);
    expect(stdout).toContain(`Usage: ${['dual-schema', ...command].join(' ')} [options]`);
    expect(stdout).toMatch(/\nExamples:\n( {2}.*npm .*\n)+/);
    await Promise.all(listed(stdout).map((name) => expectHelp([...command, name])));
  }

  test('of every command shows what there is, with examples', async () => {
    expect(listed((await cli(['--help'])).stdout)).toEqual([
      'start',
      'db',
      'token',
      'generate',
      'seed',
      'workspace',
    ]);
    await expectHelp([]);
  });

  test.each([
    [['nonsense'], "unknown command 'nonsense'"],
    [['workspce'], 'Did you mean workspace?'],
    [['db', 'migrat'], 'Did you mean migrate?'],
    [['token', '--workspace', 'acme'], 'give --role or --user'],
    [
      ['token', '--workspace', 'acme', '--role', 'USER', '--user', 'uma@example.com'],
      'cannot be used with option',
    ],
    [['token'], "required option '--workspace <workspace>' not specified"],
    [['token', '--worspace', 'acme', '--role', 'ADMIN'], 'Did you mean --workspace?'],
    [['seed', '--workspace', 'acme', '--record', '5'], 'Did you mean --records?'],
    [['seed', '--workspace', 'acme', '--records', 'many'], 'Give a whole number, 1 or more.'],
    [['workspace', 'plan', '--workspace', 'acme'], "missing required argument 'file'"],
    [['workspace', 'create'], 'give a subdomain, or --count and --prefix'],
    [['workspace', 'create', 'a', 'b'], 'too many arguments'],
    [['workspace', 'diagram', '--workspace', 'acme', '--format', 'png'], 'mermaid, svg'],
    [['start', '--workers', '0'], 'Give a number from 1 to 999.'],
  ])('a mistake (%j) is an error that points to it', async (args, words) => {
    const { code, stdout, stderr } = await cli(args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error: .*\n/);
    expect(stderr).toContain(words);
    expect(stderr).toContain('--help');
  });

  test.each([['db'], ['workspace']])('%s alone shows it', async (command) => {
    const { code, stdout, stderr } = await cli([command]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Examples:');
  });
});

describe('colours', () => {
  test.each([
    ['none where the output is no terminal', {}, false],
    ['none with NO_COLOR', { NO_COLOR: '1' }, false],
    ['some with FORCE_COLOR', { FORCE_COLOR: '1' }, true],
  ])('%s', async (_, environment, coloured) => {
    const { stdout } = await cli(['workspace', 'list'], {
      NO_COLOR: undefined,
      FORCE_COLOR: undefined,
      ...environment,
    });
    expect(stdout).toContain('acme');
    expect(stdout.includes('\u001b[')).toBe(coloured);
  });
});

/** The user uma@example.com, who is a MANAGER. */
async function memberOf(workspace: string): Promise<string> {
  const [user] = await database.query<{ id: string }>(
    `with added as (
       insert into core."user" (email) values ('uma@example.com')
       on conflict (lower(email)) where "deletedAt" is null do update set email = excluded.email returning id
     ), joined as (
       insert into core."userWorkspace" ("userId", "workspaceId", "roleId")
       select added.id, r."workspaceId", r.id from added, core.role r where r."workspaceId" = $1 and r.name = 'MANAGER'
       on conflict ("userId", "workspaceId") do nothing
     )
     select id from added`,
    [workspace],
  );
  return user?.id ?? '';
}

describe('token', () => {
  test.each(['subdomain', 'id'])('takes the %s and prints only a JWT', async (kind) => {
    const workspace = kind === 'id' ? workspaceId : 'acme';
    const { code, stdout, stderr } = await cli([
      'token',
      '--workspace',
      workspace,
      '--role',
      'MANAGER',
    ]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const { payload, protectedHeader } = await jwtVerify(
      stdout.trim(),
      new TextEncoder().encode(TEST_SECRET),
      { audience: 'dual-schema' },
    );
    expect(protectedHeader.alg).toBe('HS256');
    expect(payload).toEqual({
      workspaceId,
      role: 'MANAGER',
      aud: 'dual-schema',
      iat: expect.any(Number),
      exp: (payload.iat ?? 0) + 24 * 60 * 60,
    });
  });

  test.each(['uma@example.com', 'UMA@Example.com', 'id'])('of member %s', async (given) => {
    const id = await memberOf(workspaceId);
    const { stdout } = await cli([
      'token',
      '--workspace',
      'acme',
      '--user',
      given === 'id' ? id : given,
    ]);
    expect(decodeJwt(stdout.trim())).toMatchObject({ workspaceId, sub: id, role: 'MANAGER' });
  });

  test('of one who left, or of nobody, is refused', async () => {
    await memberOf(workspaceId);
    await database.query('update core."userWorkspace" set "deletedAt" = now()');
    for (const user of ['uma@example.com', 'nobody']) {
      expect(await cli(['token', '--workspace', 'acme', '--user', user])).toEqual({
        code: 1,
        stdout: '',
        stderr: `Error: Workspace "acme" has no member "${user}": give the e-mail address or the id of a user who is one.\n`,
      });
    }
    await database.query('update core."userWorkspace" set "deletedAt" = null');
  });

  test('is never signed with JWT_PREVIOUS_SECRET', async () => {
    const { stdout } = await cli(['token', '--workspace', 'acme', '--role', 'USER'], {
      JWT_PREVIOUS_SECRET: 'the secret of before, accepted for a while',
    });
    const key = new TextEncoder().encode(TEST_SECRET);
    expect((await jwtVerify(stdout.trim(), key)).payload.role).toBe('USER');
  });

  test('follows JWT_AUDIENCE, JWT_ISSUER and --expires-in', async () => {
    const { stdout } = await cli(
      ['token', '--workspace', 'acme', '--role', 'USER', '--expires-in', '15m'],
      { JWT_AUDIENCE: 'them', JWT_ISSUER: 'us' },
    );
    const { iat = 0, ...claims } = decodeJwt(stdout.trim());
    expect(claims).toMatchObject({ aud: 'them', iss: 'us', exp: iat + 15 * 60 });
  });

  test.each([
    ['an unknown workspace', ['nobody', 'ADMIN'], {}, /There is no workspace "nobody"/],
    [
      'an unknown id',
      ['00000000-0000-4000-8000-000000000000', 'ADMIN'],
      {},
      /There is no workspace/,
    ],
    ['an unknown role', ['acme', 'KING'], {}, /has no role "KING": it has ADMIN, MANAGER, USER/],
    [
      'a JWKS',
      ['acme', 'ADMIN'],
      { JWT_SECRET: undefined, JWT_JWKS_URL: 'https://id.example' },
      /issued elsewhere/,
    ],
    [
      'production without a secret',
      ['acme', 'ADMIN'],
      { JWT_SECRET: undefined, NODE_ENV: 'production' },
      /JWT_SECRET is not set/,
    ],
  ])(
    'is refused for %s in one line',
    async (_, [workspace = '', role = ''], environment, message) => {
      const ended = await cli(['token', '--workspace', workspace, '--role', role], environment);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toMatch(/^Error: .*\n$/);
      expect(ended.stderr).toMatch(message);
    },
  );

  test('of a database that is not migrated says how', async () => {
    const empty = await createTestDatabase({ empty: true });
    const ended = await cli(['token', '--workspace', 'acme', '--role', 'ADMIN'], {
      DATABASE_URL: empty.url,
    });
    await empty.drop();
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('db -- migrate') });
  });
});

describe('db', () => {
  test('url prints DATABASE_URL, or as JSON', async () => {
    expect(await cli(['db', 'url'])).toEqual({ code: 0, stdout: `${database.url}\n`, stderr: '' });
    const { stdout } = await cli(['db', 'url', '--json']);
    expect(JSON.parse(stdout)).toEqual({ url: database.url });
  });

  test('migrate and functions say what they did', async () => {
    const migrated = await cli(['db', 'migrate']);
    expect(migrated.stdout).toMatch(
      /^No new migration\. Function files: 0 loaded, \d+ unchanged\.\n$/,
    );
    const { stdout } = await cli(['db', 'functions', '--json']);
    expect(JSON.parse(stdout)).toEqual({ loaded: [], dropped: [], unchanged: expect.any(Number) });
  });

  test('reset leaves a database without workspaces, and none of their roles', async () => {
    const other = await createTestDatabase();
    await other.query(`insert into core.workspace ("displayName", subdomain) values ('X', 'x')`);
    const roles = await other.query<{ databaseRole: string }>(
      'select "databaseRole" from core.role',
    );
    const environment = { DATABASE_URL: other.url };
    expect(await cli(['db', 'reset'], environment)).toMatchObject({
      code: 0,
      stderr: 'Every workspace is gone, the demo too: if npm start runs, restart it.\n',
    });
    const client = await other.client();
    const { rows } = await client.query(
      `select (select count(*)::integer from core.workspace) as workspaces,
              (select count(*)::integer from pg_roles where rolname = any ($1)) as roles`,
      [roles.map(({ databaseRole }) => databaseRole)],
    );
    await client.end();
    await other.drop();
    expect(roles.length).toBeGreaterThan(0);
    expect(rows).toEqual([{ workspaces: 0, roles: 0 }]);
  });

  test('reset asks for --force in production, and never drops "postgres"', async () => {
    const production = await cli(['db', 'reset'], { NODE_ENV: 'production' });
    expect(production).toMatchObject({ code: 1, stderr: expect.stringContaining('--force') });
    const postgres = withLogin(database.url, { database: 'postgres' });
    expect(await cli(['db', 'reset'], { DATABASE_URL: postgres })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no database of its own'),
    });
  });

  test('an unreachable server is one line', async () => {
    const ended = await cli(['db', 'migrate'], { DATABASE_URL: 'postgresql://me@127.0.0.1:1/x' });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/^Error: No Postgres answers at 127\.0\.0\.1:1.*\n$/);
  });
});
