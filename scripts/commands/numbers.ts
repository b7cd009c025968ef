/*
 * Numbers that options take.
 */
import { InvalidArgumentError } from 'commander';

/** Reads a whole number from an option. */
export function atLeast(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && Number.isSafeInteger(number) && number >= least) return number;
    throw new InvalidArgumentError(`Give a whole number, ${least} or more.`);
  };
}
