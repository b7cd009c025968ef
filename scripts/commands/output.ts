/*
 * What commands print: results on standard output, for people or with --json for programs; colours only
 * on a terminal (and as NO_COLOR and FORCE_COLOR say).
 */
import { styleText } from 'node:util';
import stringWidth from 'string-width';
import { plainText } from '../plain-text.ts';

/** Every command that prints a result has it. */
export interface OutputOptions {
  readonly json?: true;
}

/** Prints a result. */
export function print(value: unknown, text: string, { json }: OutputOptions): void {
  console.log(json ? JSON.stringify(value) : text);
}

/** Text in a colour, where standard output shows it. */
export function coloured(colour: Parameters<typeof styleText>[0], text: string): string {
  return styleText(colour, text, { stream: process.stdout });
}

/** Rows below one another, the first of them the heading; numbers stand to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, place) =>
    Math.max(...rows.map((row) => stringWidth(cell(row[place])))),
  );
  const lines = rows.map((row) =>
    row
      .map((value, place) => {
        const padding = ' '.repeat((widths[place] ?? 0) - stringWidth(cell(value)));
        return isNumeric(rows, place) ? padding + cell(value) : cell(value) + padding;
      })
      .join('  ')
      .trimEnd(),
  );
  const [heading = '', ...rest] = lines;
  return [coloured('bold', heading), ...rest].join('\n');
}

/** Bytes for people. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** "1 record", "2 records", "10,000 records". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function isNumeric(rows: readonly (readonly (string | number)[])[], place: number): boolean {
  return rows.length > 1 && rows.slice(1).every((row) => typeof row[place] === 'number');
}

function cell(value: string | number | undefined): string {
  if (typeof value === 'number') return value.toLocaleString('en');
  return plainText(value ?? '');
}
