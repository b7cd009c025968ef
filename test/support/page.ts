/*
 * A page of the documentation, run from top to bottom as its reader would: on a database of its own
 * with the demo workspace. SQL is one session of an operator; GraphQL is asked by an ADMIN of the
 * workspace that this session is scoped to, or else of the demo workspace; each line of shell is a
 * command, its files in a folder of their own; all TypeScript of a page is one program of the demo
 * workspace.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from '@jest/globals';
import type pg from 'pg';
import { seedDemo } from '../../scripts/demo/seed.ts';
import { compilerErrors } from '../client/compile.ts';
import { type Api, type Caller, startApi } from '../scripts/graphql/support.ts';
import { cells, readDocument, run, type Snippet, snippets, stable } from './documents.ts';
import { TEST_SECRET } from './environment.ts';
import { withObjectIds } from './guide.ts';
import { ROOT, runProgram, startProgram, watch } from './programs.ts';

/** The address that pages use; in a test the server has another port. */
const ADDRESS = 'http://127.0.0.1:4000';
const COMMAND =
  /^(?<settings>(?:\w+=\S+ )*)(?:npm ci && )?npm (?:(?<start>start)|run (?:--silent )?(?<name>\w+))(?: -- (?<args>.*?))?(?: > (?<target>\S+))?$/;
const IMPORT = /^import .*;\n/gm;
/** Printed between the blocks of a program. */
const END_OF_BLOCK = '\u001e';

/** A page that is being run. */
export interface Page {
  /** Runs a snippet and compares its output with the page's. */
  run(snippet: Snippet): Promise<void>;
  close(): Promise<void>;
}

/** What runs there. */
interface Session {
  readonly name: string;
  readonly api: Api;
  readonly client: pg.Client;
  readonly folder: string;
}

/** Opens a page. `byHand` are lines of shell that no test runs. */
export async function openPage(name: string, byHand: readonly string[]): Promise<Page> {
  const api = await startApi();
  await seedDemo(api.database.url);
  const client = await api.database.client();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dual-schema-docs-'));
  const session = { name, api, client, folder };
  return {
    run: async (snippet) => {
      if (snippet.language === 'sql') await runSql(session, snippet);
      else if (snippet.language === 'graphql') await ask(session, snippet);
      else if (snippet.language === 'sh') await runLines(session, snippet, byHand);
      else if (snippet.language === 'ts') await runTypeScript(session, snippet);
      else throw new Error(`Nothing runs this block of ${name}:\n${snippet.code}`);
    },
    close: async () => {
      fs.rmSync(folder, { recursive: true });
      await api.stop();
    },
  };
}

async function runSql({ client }: Session, { code, output }: Snippet): Promise<void> {
  const answer = await run(client, code);
  if (output === undefined) expect({ code, answer: answer.join() }).not.toMatchObject(FAILED);
  else expect({ code, answer }).toEqual({ code, answer: cells(output) });
}

const FAILED = { answer: expect.stringContaining('ERROR') };

async function ask(session: Session, { code, output }: Snippet): Promise<void> {
  const [, path] = /^# POST \/(metadata|graphql)\n/.exec(code) ?? [];
  expect({ code, path }).toEqual({ code, path: expect.any(String) });
  const caller = await admin(session, await scopeOf(session));
  const { status: _, ...answer } = await (path === 'metadata' ? caller.askMetadata : caller.ask)(
    await withIds(code, caller),
  );
  if (output === undefined) {
    expect({ code, errors: answer.errors }).toEqual({ code, errors: undefined });
    expect(JSON.stringify(answer)).not.toMatch(/"edges":\[\]|"totalCount":0/);
  } else {
    const given: unknown = JSON.parse(stable(JSON.stringify(answer)));
    expect({ code, given }).toMatchObject({ code, given: JSON.parse(stable(output)) });
  }
}

async function admin({ api }: Session, scope?: string): Promise<Caller> {
  const [demo] = await api.database.query<{ id: string }>(
    `select id from core.workspace where subdomain = 'acme'`,
  );
  return api.caller(scope ?? demo?.id ?? '');
}

/** The workspace of the SQL session. */
async function scopeOf({ client }: Session): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string | null }>(
    'select core.current_workspace_id() as id',
  );
  return rows[0]?.id ?? undefined;
}

/** "project-object-id" is the id of project. */
async function withIds(text: string, caller: Caller): Promise<string> {
  if (!text.includes('-object-id')) return text;
  const { objects } = await caller.metadata('{ objects { edges { node { id nameSingular } } } }');
  const ids = objects.edges.map(({ node }: { node: { id: string; nameSingular: string } }) => [
    node.nameSingular,
    node.id,
  ]);
  return withObjectIds(text, Object.fromEntries(ids));
}

async function runLines(
  session: Session,
  { code, output }: Snippet,
  byHand: readonly string[],
): Promise<void> {
  let answer = '';
  for (const line of code
    .replace(/ *\\\n */g, ' ')
    .trimEnd()
    .split('\n')) {
    const command = line.replace(/ +#.*$/, '');
    if (!byHand.includes(command)) answer = await runLine(session, command);
  }
  if (output === undefined) return;
  if (output.startsWith('{')) expect(JSON.parse(answer)).toMatchObject(JSON.parse(output));
  else expect(printed(answer)).toBe(printed(output));
}

async function runLine({ api, folder }: Session, line: string): Promise<string> {
  const { settings = '', start, name = '', args = '', target } = COMMAND.exec(line)?.groups ?? {};
  const environment = {
    ...Object.fromEntries([...settings.matchAll(/(\w+)=(\S+)/g)].map(([, key, to]) => [key, to])),
    DATABASE_URL: api.database.url,
    JWT_SECRET: TEST_SECRET,
    PORT: '0',
  };
  const words = [...args.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
  if (start) return serve(words, environment);
  const inFolder = words.map((word) =>
    /^\w+\.(json|ts|svg|mmd)$/.test(word) ? path.join(folder, word) : word,
  );
  const { code, stdout, stderr } = await runProgram(
    'scripts/cli.ts',
    [name, ...inFolder],
    environment,
  );
  expect([line, code, stderr]).toEqual([line, 0, '']);
  if (target !== undefined) fs.writeFileSync(path.join(folder, target), stdout);
  return stdout;
}

/** Until it is ready, and to a clean end. */
async function serve(args: string[], environment: Record<string, string>): Promise<string> {
  const { child, ready, ended } = startProgram('scripts/cli.ts', ['start', ...args], environment);
  await ready;
  child.kill('SIGTERM');
  const { code, stdout } = await ended;
  expect([args, code]).toEqual([args, 0]);
  return stdout;
}

/** Without what is measured, and with one blank where columns are filled up with some. */
function printed(text: string): string {
  return stable(text)
    .replace(/\d{4}-\d\d-\d\d/g, '<day>')
    .replace(/[\d.]+ m?s\b/g, '<time>')
    .replace(/[\d.,]+ (a second|MB)/g, '<number> $1')
    .replace(/ +/g, ' ')
    .replace(/ $/gm, '')
    .trim();
}

/** At the last block: all of them, and what each prints. */
async function runTypeScript(session: Session, { code }: Snippet): Promise<void> {
  const { name, api } = session;
  const blocks = snippets(readDocument(name)).filter(({ language }) => language === 'ts');
  if (code !== blocks.at(-1)?.code) return;
  const file = path.join(ROOT, name.replace(/\.md$/, '.test-page.ts'));
  const { token } = await admin(session);
  const imports = blocks.flatMap((block) => block.code.match(IMPORT) ?? []).join('');
  const bodies = blocks.map((block) => block.code.replace(IMPORT, ''));
  const end = `\nconsole.log('${END_OF_BLOCK}');\n`;
  const text = `${imports}const token: string = '${token}';\n${bodies.join(end)}${end}`;
  fs.writeFileSync(file, text.replaceAll(ADDRESS, api.server.url));
  try {
    expect(compilerErrors(file, '--lib', 'es2024,dom', '--types', '')).toEqual([]);
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'] });
    const program = watch(child);
    program.ready.catch(() => undefined);
    const { code: exit, stdout, stderr } = await program.ended;
    expect([exit, stderr]).toEqual([0, '']);
    const answers = stdout.split(`${END_OF_BLOCK}\n`).map(printed);
    for (const [place, block] of blocks.entries()) {
      expect([block.code, answers[place]]).toEqual([block.code, printed(block.output ?? '')]);
    }
  } finally {
    fs.rmSync(file);
  }
}
