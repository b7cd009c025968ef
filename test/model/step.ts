/*
 * A step: SQL, and what it makes of the model, or that it is refused.
 */
import pg from 'pg';
import { faultsOf } from './rules.ts';
import type { Model } from './state.ts';
import type { Json } from './values.ts';

/** Who refuses a step: the compiler, or Postgres for the sake of its constraints or privileges. */
export type Refusal = 'MC' | 'record' | 'denied';

/** One transaction. */
export interface Step {
  readonly sql: string;
  /** The workspace after it; undefined when it is refused. */
  readonly next: Model | undefined;
  readonly refusal: Refusal;
  /** Why it is refused, for whoever reads a counterexample. */
  readonly why: string;
}

/** Answers undefined when there is nothing it could be done to. */
export type Command = (model: Model, pick: Pick) => Step | undefined;

/** What is refused whatever the metadata would be. */
export class Refused extends Error {}

export const refuse = (why: string): never => {
  throw new Refused(why);
};

/** Does the change to a copy, and asks the rules whether it may be. */
export function decide(
  model: Model,
  sql: string,
  change: (next: Model) => void,
  refusal: Refusal = 'MC',
): Step {
  const next = structuredClone(model);
  try {
    change(next);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { sql, next: undefined, refusal, why: error.message };
  }
  const [fault] = faultsOf(next);
  return { sql, next: fault === undefined ? next : undefined, refusal, why: fault ?? '' };
}

/** Choices that follow from one number, so that a sequence is a list of numbers and shrinks as one. */
export interface Pick {
  /** One of the items. */
  of<Item>(items: readonly Item[]): Item;
  /** One of the items, if there are any. */
  maybe<Item>(items: readonly Item[]): Item | undefined;
  chance(probability: number): boolean;
  /** A new id. */
  id(): string;
}

/** mulberry32. */
export function makePick(seed: number, id: () => string): Pick {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const maybe = <Item>(items: readonly Item[]): Item | undefined =>
    items[Math.floor(next() * items.length)];
  return {
    maybe,
    of: (items) => {
      if (items.length === 0) throw new Error('nothing to choose from');
      return maybe(items) as (typeof items)[number];
    },
    chance: (probability) => next() < probability,
    id,
  };
}

export const name = (identifier: string): string => pg.escapeIdentifier(identifier);

/** A literal of text, uuid or the like. */
export const text = (value: Json): string => {
  if (value === null) return 'null';
  return typeof value === 'string' ? pg.escapeLiteral(value) : String(value);
};

/** A literal of jsonb. */
export const json = (value: Json): string =>
  value === null ? 'null' : `${pg.escapeLiteral(JSON.stringify(value))}::jsonb`;

/** An UPDATE's assignments. */
export const assignments = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([column, value]) => `${name(column)} = ${value}`)
    .join(', ');
