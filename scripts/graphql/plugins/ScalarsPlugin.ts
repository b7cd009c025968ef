/*
 * The scalars of the API, and which Postgres type each stands for.
 *
 * BigInt and BigFloat are JSON numbers where that is exact, else strings.
 */
import { GraphQLError, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { TYPES } from 'postgraphile/@dataplan/pg';
import { parseCurrency, parseCurrencyLiteral } from '../values/currency.ts';
import { isPointInTime } from '../values/datetime.ts';
import { decimalText, toJsonNumber } from '../values/decimal.ts';
import { parsePosition, parsePositionLiteral } from '../values/position.ts';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      ScalarsPlugin: true;
    }
  }
}

type ScalarSpec = ReturnType<Parameters<GraphileBuild.Build['registerScalarType']>[2]>;
type Variables = Record<string, unknown> | null | undefined;

const INTEGER = /^[+-]?\d+$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

function untyped(node: ValueNode, variables: Variables): unknown {
  return valueFromASTUntyped(node, variables);
}

/** A literal's digits are taken from the query's text: they may be more than a double holds. */
function numberLiteral(node: ValueNode, variables: Variables): unknown {
  const isNumber = node.kind === Kind.INT || node.kind === Kind.FLOAT;
  return isNumber ? node.value : untyped(node, variables);
}

function exactNumber(
  name: string,
  description: string,
  isValid: (text: string) => boolean,
): ScalarSpec {
  const parse = (value: unknown, node?: ValueNode): string => {
    const text = decimalText(value);
    if (text === undefined || !isValid(text)) {
      throw new GraphQLError(
        `${name} cannot represent ${JSON.stringify(value)}.`,
        node && { nodes: node },
      );
    }
    return text;
  };
  return {
    description,
    serialize: (value) => toJsonNumber(String(value)),
    parseValue: (value) => parse(value),
    parseLiteral: (node, variables) => parse(numberLiteral(node, variables), node),
  };
}

function checkedString(
  name: string,
  description: string,
  isValid: (text: string) => boolean,
): ScalarSpec {
  const parse = (value: unknown, node?: ValueNode): string => {
    if (typeof value !== 'string' || !isValid(value)) {
      throw new GraphQLError(
        `${name} cannot represent ${JSON.stringify(value)}.`,
        node && { nodes: node },
      );
    }
    return value;
  };
  return {
    description,
    serialize: String,
    parseValue: (value) => parse(value),
    parseLiteral: (node, variables) => parse(untyped(node, variables), node),
  };
}

const SCALARS: Readonly<Record<string, () => ScalarSpec>> = {
  BigInt: () =>
    exactNumber(
      'BigInt',
      'A whole number of 64 bits: a JSON number where that is exact, else its digits in a string.',
      (text) => INTEGER.test(text),
    ),
  BigFloat: () =>
    exactNumber(
      'BigFloat',
      'A decimal number of any precision: a JSON number where that is exact, else its digits in a string.',
      () => true,
    ),
  Date: () => checkedString('Date', 'A calendar date, YYYY-MM-DD.', (text) => DATE.test(text)),
  Datetime: () =>
    checkedString(
      'Datetime',
      'A point in time in the years 1 to 9999, ISO 8601 with its offset; without one, UTC.',
      isPointInTime,
    ),
  Currency: () => ({
    description:
      'An amount of money, { amount, currency }: the amount as BigFloat, the currency an ISO 4217 code.',
    serialize: (value) => value,
    parseValue: parseCurrency,
    parseLiteral: parseCurrencyLiteral,
  }),
  // Not "Position": that may be an object of the workspace.
  RecordPosition: () => ({
    description:
      'A place among the records: a number; or "first", before all others, or "last", behind them.',
    serialize: (value) => parsePosition(value),
    parseValue: (value) => parsePosition(value),
    parseLiteral: parsePositionLiteral,
  }),
};

export const SCALAR_NAMES: readonly string[] = Object.keys(SCALARS);

const TYPE_NAMES = [
  [TYPES.uuid, 'ID'],
  [TYPES.bigint, 'BigInt'],
  [TYPES.numeric, 'BigFloat'],
  [TYPES.date, 'Date'],
  [TYPES.timestamptz, 'Datetime'],
] as const;

export const ScalarsPlugin: GraphileConfig.Plugin = {
  name: 'ScalarsPlugin',
  version: '1.0.0',
  description: 'Registers ID, BigInt, BigFloat, Date, Datetime, Currency and RecordPosition',
  before: ['PgCodecsPlugin'],
  schema: {
    hooks: {
      init: {
        before: ['PgCodecs'],
        callback(_, build) {
          for (const [name, spec] of Object.entries(SCALARS)) {
            build.registerScalarType(name, {}, spec, 'ScalarsPlugin');
          }
          for (const [codec, name] of TYPE_NAMES) {
            build.setGraphQLTypeForPgCodec(codec, ['input', 'output'], name);
          }
          for (const codec of build.allPgCodecs) {
            if (codec.extensions?.isCurrency) {
              build.setGraphQLTypeForPgCodec(codec, ['input', 'output'], 'Currency');
            }
          }
          return _;
        },
      },
    },
  },
};
