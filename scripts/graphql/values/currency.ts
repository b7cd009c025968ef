/*
 * CURRENCY: one JSON value { amount, currency }, kept as jsonb.
 *
 * The amount keeps its digits: it is read from the source text of the JSON, not
 * from the double that JSON.parse makes of it, and written back as text.
 */
import { Kind, type ObjectValueNode, type ValueNode, valueFromASTUntyped } from 'graphql';
import { SafeError } from 'postgraphile/grafast';
import { decimalText, toJsonNumber } from './decimal.ts';

/** What a client reads. */
export interface Currency {
  readonly amount: number | string;
  readonly currency: string;
}

/** What a client writes, checked: the amount as text; the currency may come from the field's settings. */
export interface CurrencyInput {
  readonly amount: string;
  readonly currency?: string;
}

const CODE = /^[A-Z]{3}$/;

/** JSON.parse hands a reviver the source text of primitives; the library's types do not know yet. */
type SourceReviver = (key: string, value: unknown, context: { source?: string }) => unknown;

export function currencyFromPg(text: string): Currency {
  const reviver: SourceReviver = (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? toJsonNumber(source) : value;
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown);
}

function refuse(message: string): never {
  throw new SafeError(message, { code: 'BAD_USER_INPUT' });
}

/** Checks { amount, currency }, or says what is wrong with it. */
export function parseCurrency(value: unknown): CurrencyInput {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('Currency is an object { amount, currency }.');
  }
  const { amount, currency, ...others } = value as Record<string, unknown>;
  const [other] = Object.keys(others);
  if (other !== undefined) refuse(`Currency has amount and currency, not "${other}".`);
  const text =
    decimalText(amount) ?? refuse('Currency.amount is a number, or its digits in a string.');
  if (currency == null) return { amount: text };
  if (typeof currency !== 'string' || !CODE.test(currency)) {
    return refuse('Currency.currency is an ISO 4217 code such as "USD".');
  }
  return { amount: text, currency };
}

/** A literal in the query. With a variable in it, only its value can be checked (currencyToPg() does). */
export function parseCurrencyLiteral(
  node: ValueNode,
  variables?: Record<string, unknown> | null,
): unknown {
  const value = valueFromASTUntyped(node, variables);
  return variables == null && hasVariable(node) ? value : parseCurrency(value);
}

function hasVariable(node: ValueNode): boolean {
  return node.kind === Kind.OBJECT && node.fields.some(({ value }) => value.kind === Kind.VARIABLE);
}

/** The literal with its numbers as strings: Grafast makes doubles of numbers, which would lose digits. */
export function exactCurrencyLiteral(node: ObjectValueNode): ObjectValueNode {
  return {
    ...node,
    fields: node.fields.map((field) =>
      field.value.kind === Kind.INT || field.value.kind === Kind.FLOAT
        ? { ...field, value: { kind: Kind.STRING, value: field.value.value } }
        : field,
    ),
  };
}

/** The jsonb text of a value; checked again, because a literal with variables comes unchecked. */
export function currencyToPg(value: unknown, defaultCode: string | undefined): string {
  const input = parseCurrency(value);
  const currency =
    input.currency ??
    defaultCode ??
    refuse('This field has no default currency: give { amount, currency }.');
  return `{"amount":${jsonNumber(input.amount)},"currency":${JSON.stringify(currency)}}`;
}

/** A decimal's text as JSON spells numbers: no plus sign, no outer zeros or bare point. */
function jsonNumber(decimal: string): string {
  return decimal
    .replace(/^\+/, '')
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.(?=$|[eE])/, '');
}
