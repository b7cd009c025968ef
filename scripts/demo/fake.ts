/*
 * Fake data: faker with a fixed seed and the helpers that the demo's records share. The same day
 * gives the same records, and ids and names are the same on any day.
 */
import { faker } from '@faker-js/faker/locale/en';

/** faker, seeded. */
export type Fake = typeof faker;

/** What every record has. */
export interface SystemFields {
  readonly id: string;
  readonly position: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
}

const SEED = 20;
const DAY_MS = 86_400_000;

/** faker as it is at the start of a seed; "recent" and "soon" are seen from the day of `now`. */
export function fakeFrom(now: Date, seed = SEED): Fake {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  faker.seed(seed);
  faker.setDefaultRefDate(today);
  return faker;
}

/** A moment so many days before (or, negative, after) the day of the seed. */
export function daysAgo(fake: Fake, days: number): Date {
  return new Date(fake.defaultRefDate().getTime() - days * DAY_MS);
}

/** The system fields of a record created between two moments, the `place`th of its table. */
export function systemFields(fake: Fake, place: number, from: Date, to: Date): SystemFields {
  const createdAt = fake.date.between({ from, to });
  const isEdited = fake.datatype.boolean(0.4);
  const editedAt = fake.date.between({ from: createdAt, to: fake.defaultRefDate() });
  return {
    id: fake.string.uuid(),
    position: place + 1,
    createdAt: createdAt.toISOString(),
    updatedAt: (isEdited ? editedAt : createdAt).toISOString(),
    deletedAt: null,
  };
}

/** The same record in the trash, since its last change. */
function softDeleted<T extends SystemFields>(record: T): T {
  return { ...record, deletedAt: record.updatedAt };
}

/** Puts every `nth` record in the trash. */
export function trashEvery<T extends SystemFields>(nth: number, records: readonly T[]): T[] {
  return records.map((record, place) => (place % nth === nth - 1 ? softDeleted(record) : record));
}

/** Text as it stands in an address: lower-case letters, digits and hyphens. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}|['’]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
