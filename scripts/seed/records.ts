/*
 * The records of one object, one by one, as lines of COPY.
 */
import { hash } from 'node:crypto';
import type { Fake } from '../demo/fake.ts';
import type { Column } from './columns.ts';
import { claimKeys, type Key } from './keys.ts';
import { moment } from './moments.ts';
import { drawIdentity } from './texts.ts';

/** A table to fill. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly keys: readonly Key[];
  /** The position of the first new record. */
  readonly position: number;
  /** What records may point to; new ones are added. */
  readonly ids: string[];
}

/** What every record has, beside its fields. */
export const SYSTEM_COLUMNS = ['id', 'position', 'createdAt', 'updatedAt'];

const HISTORY_MS = 2 * 365 * 86_400_000;

/** Up to `count` records; fewer when a unique index has no more values to give. */
export function* recordLines(
  fake: Fake,
  { name, columns, keys, position, ids }: Table,
  { seed, count }: { readonly seed: number; readonly count: number },
): Generator<string, void> {
  for (let place = 0; place < count; place += 1) {
    const record = { id: recordId(`${seed}/${name}/${place}`), who: drawIdentity(fake) };
    const values = columns.map((column) => column.draw(record));
    if (!claimKeys(keys, columns, record, values)) return;
    ids.push(record.id);
    const createdAt = moment(fake, (place / count - 1) * HISTORY_MS);
    const cells = values.map((value) => (value === null ? '\\N' : escaped(value)));
    yield `${[record.id, position + place, createdAt, createdAt, ...cells].join('\t')}\n`;
  }
}

/** A uuid that is made from a name (version 5 of RFC 9562), so that the same seed gives the same ids. */
function recordId(name: string): string {
  const digits = hash('sha1', name);
  const variant = ((Number.parseInt(digits.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-5${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Text as it stands in a cell of COPY. */
function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character);
}
