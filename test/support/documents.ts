/*
 * Documents that run: the code in their fenced blocks, and the output that follows it. Ids, points in
 * time and names of schemas differ from run to run and are not compared.
 */
import fs from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { ROOT } from './programs.ts';

/** A fenced block, and the text or JSON block after it that shows its output. */
export interface Snippet {
  readonly language: string;
  readonly code: string;
  readonly output: string | undefined;
}

/** The text of a document. */
export function readDocument(...parts: readonly string[]): string {
  return fs.readFileSync(path.join(ROOT, ...parts), 'utf8');
}

/** The fenced blocks of a document. */
export function snippets(markdown: string): readonly Snippet[] {
  const blocks = [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
    ([, language = '', code = '']) => ({ language, code }),
  );
  return blocks.map((block, place) => {
    const next = blocks[place + 1];
    const isOutput = next !== undefined && ['text', 'json'].includes(next.language);
    return { ...block, output: isOutput ? next.code : undefined };
  });
}

/** Without what is different each time. */
export function stable(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replace(/workspace_[0-9a-z]+/g, 'workspace_<id>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+\+00:00/g, '<time>');
}

/** A table as psql prints it, as rows of cells. */
export function cells(output: string): string[][] {
  return output
    .trimEnd()
    .split('\n')
    .filter((line) => !/^[-+]+$/.test(line))
    .map((line) => line.split('|').map((cell) => stable(cell.trim())));
}

/** What SQL answers, in the form of its output in a document: the last result, or the error. */
export async function run(client: pg.Client, text: string): Promise<string[][]> {
  try {
    const results: unknown = await client.query({
      text,
      rowMode: 'array',
      types: { getTypeParser: () => (value: unknown) => String(value) },
    });
    const last = (Array.isArray(results) ? results.at(-1) : results) as pg.QueryArrayResult;
    const rows = last.rows.map((row) => row.map((value: string) => stable(value)));
    return [last.fields.map(({ name }) => name), ...rows];
  } catch (error) {
    const { message, detail, hint } = error as pg.DatabaseError;
    return [
      [`ERROR:  ${message}`],
      ...(detail === undefined ? [] : [[`DETAIL:  ${detail}`]]),
      ...(hint === undefined ? [] : [[`HINT:  ${hint}`]]),
    ];
  }
}
