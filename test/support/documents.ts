/*
 * Documents that run: the code in their fenced blocks, and the output that follows it. Ids, names of
 * schemas and when a record was made differ from run to run and are not compared.
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

const OUTPUTS = ['text', 'json'];
/** A figure is drawn with these; it is for looking at. */
const FIGURE = /[┌└│]/;

/** The text of a document. */
export function readDocument(...parts: readonly string[]): string {
  return fs.readFileSync(path.join(ROOT, ...parts), 'utf8');
}

/** All pages: README.md and those in docs/. */
export function pages(): readonly string[] {
  const names = fs.readdirSync(path.join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...names.toSorted().map((name) => path.join('docs', name))];
}

/** What runs of a document, each with its output. Output that follows nothing is a snippet, too, which nothing runs. */
export function snippets(markdown: string): readonly Snippet[] {
  const blocks = [...markdown.matchAll(/^( *)```(\w*)\n(.*?)^\1```$/gms)]
    .map(([, indent = '', language = '', code = '']) => ({
      language,
      code: code.replace(new RegExp(`^${indent}`, 'gm'), ''),
    }))
    .filter(({ language, code }) => language !== '' || !FIGURE.test(code));
  const isOutput = (place: number): boolean =>
    OUTPUTS.includes(blocks[place]?.language ?? '') &&
    !OUTPUTS.includes(blocks[place - 1]?.language ?? 'text');
  return blocks.flatMap((block, place) =>
    isOutput(place)
      ? []
      : [{ ...block, output: isOutput(place + 1) ? blocks[place + 1]?.code : undefined }],
  );
}

/** Without what is different each time. */
export function stable(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replace(/(workspace|deleted)_[0-9a-z]{20,}/g, '$1_<id>')
    .replace(/("(?:created|updated|deleted)At": ?)"[^"]+"/g, '$1"<time>"');
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
    const rows = last.rows.map((row) => row.map((value: string | null) => stable(value ?? '')));
    return [last.fields.map(({ name }) => name), ...rows];
  } catch (error) {
    const { message, detail, hint } = error as pg.DatabaseError;
    return [
      [`ERROR:  ${message}`],
      ...(detail === undefined ? [] : [[`DETAIL:  ${stable(detail)}`]]),
      ...(hint === undefined ? [] : [[`HINT:  ${hint}`]]),
    ];
  }
}
