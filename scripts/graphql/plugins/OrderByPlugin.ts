/*
 * The orderBy argument: a list of { field: direction }.
 *
 * The id is always the last key (@dataplan/pg adds the primary key), so that
 * pages are stable. Two faults of @dataplan/pg 1.1 would lose rows at a null: its
 * cursor condition has the branch for nulls the wrong way round, hence a nullable
 * key is preceded by whether it is null; and its cursor passes nulls to the
 * codec, which makes 0 of them, hence the keys' codecs here leave them as text.
 */
import type { GraphQLInputFieldConfigMap } from 'graphql';
import {
  type PgCodec,
  type PgCodecAttribute,
  type PgCodecWithAttributes,
  type PgSelectQueryBuilder,
  TYPES,
} from 'postgraphile/@dataplan/pg';
import { SafeError } from 'postgraphile/grafast';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import { recordResources } from '../records.ts';

declare global {
  namespace GraphileConfig {
    interface Plugins {
      OrderByPlugin: true;
    }
  }
  namespace GraphileBuild {
    interface ScopeInputObject {
      /** The record type that this orders. */
      orderByOfCodec?: PgCodecWithAttributes;
    }
  }
}

const DIRECTIONS = {
  AscNullsFirst: { direction: 'ASC', nulls: 'FIRST' },
  AscNullsLast: { direction: 'ASC', nulls: 'LAST' },
  DescNullsFirst: { direction: 'DESC', nulls: 'FIRST' },
  DescNullsLast: { direction: 'DESC', nulls: 'LAST' },
} as const;

type Direction = keyof typeof DIRECTIONS;
type OrderByEntry = Readonly<Record<string, Direction | null | undefined>>;

export function applyOrderBy(
  codec: PgCodecWithAttributes,
  orderBy: readonly OrderByEntry[] | null | undefined,
  builder: PgSelectQueryBuilder,
): void {
  for (const entry of orderBy ?? []) {
    const [key, ...others] = Object.entries(entry).filter(([, direction]) => direction != null);
    if (others.length > 0) {
      // GraphQL does not keep the order of an input object's keys.
      throw new SafeError(
        'orderBy takes one field an entry: [{ a: AscNullsLast }, { b: AscNullsLast }].',
        {
          code: 'BAD_USER_INPUT',
        },
      );
    }
    if (key) orderByField(codec, key[0], DIRECTIONS[key[1] as Direction], builder);
  }
}

function orderByField(
  codec: PgCodecWithAttributes,
  name: string,
  { direction, nulls }: (typeof DIRECTIONS)[Direction],
  builder: PgSelectQueryBuilder,
): void {
  const attribute = codec.attributes[name];
  if (!attribute) throw new Error(`${codec.name} has no attribute ${name}`);
  const column = sql`${builder.alias}.${sql.identifier(name)}`;
  const nullable = attribute.notNull !== true;
  if (nullable) {
    builder.orderBy({
      fragment: sql`(${column} is null)`,
      codec: inCursor(TYPES.boolean as PgCodec),
      direction: nulls === 'LAST' ? 'ASC' : 'DESC',
      nullable: false,
    });
  }
  for (const { fragment, codec } of sortKeys(attribute, column)) {
    builder.orderBy({ fragment, codec: inCursor(codec), direction, nulls, nullable });
  }
}

const cursorCodecs = new WeakMap<PgCodec, PgCodec>();

/** The codec of a key in a cursor: its text, or null. */
function inCursor(codec: PgCodec): PgCodec {
  const known = cursorCodecs.get(codec) ?? { ...codec, fromPg: (text: string | null) => text };
  cursorCodecs.set(codec, known);
  return known;
}

/** CURRENCY is ordered by currency, then by amount: amounts of two currencies do not compare. */
function sortKeys(attribute: PgCodecAttribute, column: SQL): { fragment: SQL; codec: PgCodec }[] {
  if (!attribute.codec.extensions?.isCurrency)
    return [{ fragment: column, codec: attribute.codec }];
  return [
    { fragment: sql`(${column} ->> 'currency')`, codec: TYPES.text },
    { fragment: sql`(${column} ->> 'amount')::numeric`, codec: TYPES.numeric },
  ];
}

export const OrderByPlugin: GraphileConfig.Plugin = {
  name: 'OrderByPlugin',
  version: '1.0.0',
  description: 'Adds the orderBy argument',
  after: ['NamesPlugin', 'PgTablesPlugin'],
  schema: {
    hooks: {
      init(_, build) {
        build.registerEnumType(
          'OrderByDirection',
          {},
          () => ({
            description: 'Which way to sort, and where records without a value go.',
            values: Object.fromEntries(
              Object.keys(DIRECTIONS).map((name) => [name, { value: name }]),
            ),
          }),
          'OrderByPlugin',
        );
        for (const { codec } of recordResources(build)) {
          build.registerInputObjectType(
            build.inflection.orderByInputType(build.inflection.tableType(codec)),
            { orderByOfCodec: codec },
            () => ({ description: 'One field and its direction.' }),
            'OrderByPlugin',
          );
        }
        return _;
      },
      GraphQLInputObjectType_fields(fields, build, { scope: { orderByOfCodec: codec } }) {
        if (!codec) return fields;
        const own: GraphQLInputFieldConfigMap = {};
        for (const name of Object.keys(codec.attributes)) {
          if (build.behavior.pgCodecAttributeMatches([codec, name], 'attribute:orderBy')) {
            own[name] = { type: build.getInputTypeByName('OrderByDirection') };
          }
        }
        return build.extend(fields, own, 'OrderByPlugin');
      },
    },
  },
};
