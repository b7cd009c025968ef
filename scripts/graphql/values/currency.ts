/*
 * CURRENCY: one JSON value { amount, currency }, kept as jsonb.
 *
 * The amount keeps its digits: it is read from the source text of the JSON, not
 * from the double that JSON.parse makes of it, and written back as text.
 */
import { GraphQLError, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { SafeError } from 'postgraphile/grafast';
import { decimalText, toJsonNumber } from './decimal.ts';

/** What a client reads. */
export interface Currency {
  amount: number | string;
  currency: string;
}

/** What a client writes: the amount as text; the currency may come from the field's settings. */
export interface CurrencyInput {
  amount: string;
  currency?: string;
}

const CODE = /^[A-Z]{3}$/;

/** JSON.parse hands a reviver the source text of primitives; lib.es does not declare it yet. */
type SourceReviver = (key: string, value: unknown, context: { source?: string }) => unknown;

export function currencyFromPg(text: string): Currency {
  const reviver: SourceReviver = (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? toJsonNumber(source) : value;
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown);
}

/** The jsonb text of a value that parseCurrency() accepted. */
export function currencyToPg(value: CurrencyInput, defaultCode: string | undefined): string {
  const currency = value.currency ?? defaultCode;
  if (currency === undefined) {
    throw new SafeError('This field has no default currency: give { amount, currency }.', {
      code: 'BAD_USER_INPUT',
    });
  }
  // The amount is a decimal's text: as a JSON number it needs a digit on each side of the point.
  const amount = value.amount
    .replace(/^\+/, '')
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.(?=$|[eE])/, '');
  return `{"amount":${amount},"currency":${JSON.stringify(currency)}}`;
}

/** Checks { amount, currency } given in variables, or says what is wrong with it. */
export function parseCurrency(value: unknown): CurrencyInput {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new GraphQLError('Currency is an object { amount, currency }.');
  }
  const { amount, currency, ...others } = value as Record<string, unknown>;
  const text = decimalText(amount);
  if (text === undefined) {
    throw new GraphQLError('Currency.amount is a number, or its digits in a string.');
  }
  if (
    currency !== undefined &&
    currency !== null &&
    !(typeof currency === 'string' && CODE.test(currency))
  ) {
    throw new GraphQLError('Currency.currency is an ISO 4217 code such as "USD".');
  }
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw new GraphQLError(`Currency has amount and currency, not "${other}".`);
  }
  return typeof currency === 'string' ? { amount: text, currency } : { amount: text };
}

/** The same for a literal in the query, whose amount is taken by its digits. */
export function parseCurrencyLiteral(
  node: ValueNode,
  variables?: Record<string, unknown> | null,
): CurrencyInput {
  if (node.kind !== Kind.OBJECT) return parseCurrency(valueFromASTUntyped(node, variables));
  const literal = (value: ValueNode): unknown =>
    value.kind === Kind.INT || value.kind === Kind.FLOAT
      ? value.value
      : valueFromASTUntyped(value, variables);
  return parseCurrency(
    Object.fromEntries(node.fields.map((field) => [field.name.value, literal(field.value)])),
  );
}
