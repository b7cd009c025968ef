/*
 * Compares lists, whatever their order and the order of keys in what is in them.
 */
import type { Json } from './values.ts';

/** Throws the items that only one of both has. */
export function same(
  subject: string,
  actual: readonly unknown[],
  expected: readonly unknown[],
): void {
  const texts = (items: readonly unknown[]): string[] =>
    items
      .map((item) => (typeof item === 'string' ? item : JSON.stringify(canonical(item as Json))))
      .toSorted();
  const [are, should] = [texts(actual), texts(expected)];
  if (JSON.stringify(are) === JSON.stringify(should)) return;
  const only = (items: string[], others: string[], word: string): string[] =>
    items.filter((item) => !others.includes(item)).map((item) => `  ${word} ${item}`);
  throw new Error(
    [
      `${subject} differ`,
      ...only(are, should, 'is       '),
      ...only(should, are, 'should be'),
    ].join('\n'),
  );
}

function canonical(value: Json): Json {
  if (Array.isArray(value)) return (value as Json[]).map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(
    entries
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, part]) => [key, canonical(part)]),
  );
}
