/*
 * Cursors: the place of a record in an order, as an opaque string, and the
 * condition that finds what comes after it or before it.
 *
 * Those of @dataplan/pg 1.1 lose rows at a null and digits of some types. Here a
 * place is the text that Postgres has for each sort key, exact for every type, or
 * null.
 */
import { SafeError } from 'postgraphile/grafast';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import type { SortKey } from './orders.ts';

/** For each sort key the text of its value. */
export type Place = readonly (string | null)[];

export function encodeCursor(digest: string, place: Place): string {
  return Buffer.from(JSON.stringify([digest, ...place])).toString('base64url');
}

/** The place that a cursor names; `digest` is that of the order it must be of. */
export function decodeCursor(
  argument: 'after' | 'before',
  cursor: string,
  digest: string,
  keys: readonly SortKey[],
): Place {
  const [given, ...place] = parse(cursor) ?? [];
  const isOfOrder =
    place.length === keys.length &&
    keys.every(({ nulls }, index) => nulls || place[index] !== null);
  if (given == null || (given === digest && !isOfOrder)) {
    throw badCursor(`"${argument}" is no cursor. Give one that this list has returned, or null.`);
  }
  if (given !== digest) {
    throw badCursor(
      `"${argument}" is a cursor of another list or of another order. Give one that this list has returned with this orderBy, or null.`,
    );
  }
  return place;
}

function badCursor(message: string): SafeError {
  return new SafeError(message, { code: 'BAD_USER_INPUT' });
}

function parse(cursor: string): Place | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const isPlace =
      Array.isArray(value) && value.every((text) => text === null || typeof text === 'string');
    return isPlace ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** That a record comes after the place; before it, where `backwards`. */
export function isBeyond(keys: readonly SortKey[], place: Place, backwards: boolean): SQL {
  return keys.reduceRight<SQL | undefined>((rest, key, index) => {
    const text = place[index] ?? null;
    return text === null
      ? isBeyondNull(key, backwards, rest)
      : isBeyondValue(key, text, backwards, rest);
  }, undefined) as SQL;
}

/** Whether the nulls of a key are still to come once one walks among its values. */
function nullsFollow({ nulls }: SortKey, backwards: boolean): boolean {
  return nulls === (backwards ? 'FIRST' : 'LAST');
}

/** `rest` says it of the keys that decide where this one ties. */
function isBeyondNull(key: SortKey, backwards: boolean, rest: SQL = sql`false`): SQL {
  return nullsFollow(key, backwards)
    ? sql`${key.fragment} is null and (${rest})`
    : sql`${key.fragment} is not null or (${rest})`;
}

function isBeyondValue(key: SortKey, text: string, backwards: boolean, rest: SQL | undefined): SQL {
  const { fragment, codec } = key;
  const value = sql`${sql.value(text)}::${codec.sqlType}`;
  const operator = (key.direction === 'ASC') === backwards ? sql`<` : sql`>`;
  const isPast = sql`${fragment} ${operator} ${value}`;
  if (nullsFollow(key, backwards)) {
    const tie = rest ? sql` or (${fragment} = ${value} and (${rest}))` : sql.blank;
    return sql`${isPast} or ${fragment} is null${tie}`;
  }
  // The first of these is what an index can be searched for.
  return rest ? sql`${fragment} ${operator}= ${value} and (${isPast} or (${rest}))` : isPast;
}
