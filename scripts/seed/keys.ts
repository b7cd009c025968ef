/*
 * No two records of a unique index are alike: what is drawn and taken already is changed until it is
 * free. A null is never like another.
 */
import type { Column, DrawnRecord } from './columns.ts';

/** Values of one record, by the place of their column. */
export type RecordValues = (string | null)[];

/** The columns of one unique index, by place, and what is taken of their values. */
export interface Key {
  readonly columns: readonly number[];
  readonly taken: Set<string>;
  /** Where the search for free values goes on. */
  cursor: number;
}

const REDRAWS = 5;
const PASSES = 4;

/** The text by which values of a key are told apart. */
export function keyText(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '') : JSON.stringify(values);
}

/** Changes values until every key is free, and takes them; false when there are no free ones left. */
export function claimKeys(
  keys: readonly Key[],
  columns: readonly Column[],
  record: DrawnRecord,
  values: RecordValues,
): boolean {
  for (let pass = 0; pass < PASSES; pass += 1) {
    const clashing = keys.filter((key) => isTaken(key, values));
    if (clashing.length === 0) {
      for (const key of keys) take(key, values);
      return true;
    }
    for (const key of clashing) {
      if (!isTaken(key, values) || settle(key, columns, record, values)) continue;
      return false;
    }
  }
  return false;
}

function isTaken(key: Key, values: RecordValues): boolean {
  const text = textOf(key, values);
  return text !== undefined && key.taken.has(text);
}

function take(key: Key, values: RecordValues): void {
  const text = textOf(key, values);
  if (text !== undefined) key.taken.add(text);
}

function textOf(key: Key, values: RecordValues): string | undefined {
  const own: string[] = [];
  for (const column of key.columns) {
    const value = values[column];
    if (value === null || value === undefined) return undefined;
    own.push(value);
  }
  return keyText(own);
}

function settle(
  key: Key,
  columns: readonly Column[],
  record: DrawnRecord,
  values: RecordValues,
): boolean {
  return (
    varied(key, columns, values) ||
    redrawn(key, columns, record, values) ||
    listed(key, columns, values) ||
    madeNull(key, columns, values)
  );
}

/** A text gets a number. */
function varied(key: Key, columns: readonly Column[], values: RecordValues): boolean {
  for (const place of key.columns) {
    const column = columns[place];
    const value = values[place];
    if (column === undefined || !('vary' in column) || typeof value !== 'string') continue;
    for (;;) {
      key.cursor += 1;
      const other = column.vary(value, key.cursor);
      if (other === undefined) break;
      values[place] = other;
      if (!isTaken(key, values)) return true;
    }
    values[place] = value;
  }
  return false;
}

function redrawn(
  key: Key,
  columns: readonly Column[],
  record: DrawnRecord,
  values: RecordValues,
): boolean {
  for (let attempt = 0; attempt < REDRAWS; attempt += 1) {
    for (const place of key.columns) values[place] = columns[place]?.draw(record) ?? null;
    if (textOf(key, values) !== undefined && !isTaken(key, values)) return true;
  }
  return false;
}

/** All combinations in turn, where they can be counted. */
function listed(key: Key, columns: readonly Column[], values: RecordValues): boolean {
  const own = key.columns.map((place) => columns[place]);
  for (;;) {
    let rest = key.cursor;
    for (const [index, column] of own.entries()) {
      if (column === undefined || !('size' in column) || column.size() === 0) return false;
      values[key.columns[index] ?? 0] = column.at(rest % column.size());
      rest = Math.floor(rest / column.size());
    }
    if (rest > 0) return false;
    key.cursor += 1;
    if (!isTaken(key, values)) return true;
  }
}

function madeNull(key: Key, columns: readonly Column[], values: RecordValues): boolean {
  const place = key.columns.find((candidate) => columns[candidate]?.isNullable);
  if (place === undefined) return false;
  values[place] = null;
  return true;
}
