/*
 * Filters of metadata rows, as Twenty's metadata API has them: and, or, and for
 * each column an object of comparisons, all of which hold.
 */
import {
  type PgCodec,
  type PgResource,
  type PgSelectQueryBuilder,
  type PgSelectStep,
  TYPES,
} from 'postgraphile/@dataplan/pg';
import { type FieldArgs, lambda, SafeError, type Step } from 'postgraphile/grafast';
import { type SQL, sql } from 'postgraphile/pg-sql2';

type Comparisons = Readonly<Record<string, unknown>>;
interface Filter {
  readonly [column: string]: Comparisons | readonly Filter[] | null | undefined;
}

/** The columns that a list can be filtered by, each with the type of its comparisons. */
const COLUMNS = {
  Object: {
    id: 'UUIDFilterComparison',
    nameSingular: 'StringFieldComparison',
    namePlural: 'StringFieldComparison',
    isCustom: 'BooleanFieldComparison',
    isActive: 'BooleanFieldComparison',
    isSystem: 'BooleanFieldComparison',
  },
  Field: {
    id: 'UUIDFilterComparison',
    objectMetadataId: 'UUIDFilterComparison',
    name: 'StringFieldComparison',
    type: 'FieldMetadataTypeComparison',
    isCustom: 'BooleanFieldComparison',
    isActive: 'BooleanFieldComparison',
    isSystem: 'BooleanFieldComparison',
  },
  Index: {
    id: 'UUIDFilterComparison',
    objectMetadataId: 'UUIDFilterComparison',
    isUnique: 'BooleanFieldComparison',
    isCustom: 'BooleanFieldComparison',
  },
  Role: {
    id: 'UUIDFilterComparison',
    name: 'StringFieldComparison',
    canUpdateAllSettings: 'BooleanFieldComparison',
  },
} as const;

/** The filter inputs, for the schema. */
export const filterTypeDefs = [
  'input UUIDFilterComparison { eq: ID neq: ID in: [ID!] notIn: [ID!] }',
  '"like and iLike take % for any text and _ for any character."',
  'input StringFieldComparison { eq: String neq: String in: [String!] notIn: [String!] like: String iLike: String }',
  'input BooleanFieldComparison { is: Boolean isNot: Boolean }',
  'input FieldMetadataTypeComparison { eq: FieldMetadataType neq: FieldMetadataType in: [FieldMetadataType!] notIn: [FieldMetadataType!] }',
  ...Object.entries(COLUMNS).map(([type, columns]) => {
    const fields = Object.entries(columns).map(
      ([column, comparison]) => `${column}: ${comparison}`,
    );
    return `"All of what is given."\ninput ${type}Filter { ${fields.join(' ')} and: [${type}Filter!] or: [${type}Filter!] }`;
  }),
].join('\n');

const OPERATORS: Readonly<Record<string, SQL>> = {
  eq: sql`=`,
  neq: sql`<>`,
  is: sql`=`,
  isNot: sql`<>`,
  like: sql`like`,
  iLike: sql`ilike`,
};

function comparison(column: SQL, codec: PgCodec, operator: string, value: unknown): SQL {
  if (value == null) {
    throw new SafeError(`A filter compares ${operator} with a value, not with null.`, {
      code: 'BAD_USER_INPUT',
    });
  }
  if (operator === 'in' || operator === 'notIn') {
    // One parameter, however many there are.
    const values = sql.value((value as readonly unknown[]).map((each) => codec.toPg(each)));
    const isIn = sql`${column} = any(${values}::${codec.sqlType}[])`;
    return operator === 'in' ? isIn : sql`not (${isIn})`;
  }
  return sql`${column} ${OPERATORS[operator] as SQL} ${sql.value(codec.toPg(value))}::${codec.sqlType}`;
}

function condition(filter: Filter, resource: PgResource, alias: SQL): SQL {
  const attributes = resource.codec.attributes ?? {};
  const parts = Object.entries(filter).flatMap(([key, given]) => {
    if (given == null) return [];
    if (key === 'and' || key === 'or') {
      const inner = (given as readonly Filter[]).map((each) => condition(each, resource, alias));
      return inner.length === 0 ? [] : [sql.join(inner, key === 'and' ? ' and ' : ' or ')];
    }
    const column = sql`${alias}.${sql.identifier(key)}`;
    const codec = attributes[key]?.codec ?? TYPES.text;
    return Object.entries(given).map(([operator, value]) =>
      comparison(column, codec, operator, value),
    );
  });
  if (parts.length === 0) return sql`true`;
  return sql`(${sql.join(
    parts.map((part) => sql`(${part})`),
    ' and ',
  )})`;
}

/** Puts the filter argument's conditions into a list of metadata rows. */
export function applyFilter($select: PgSelectStep<PgResource>, fieldArgs: FieldArgs): void {
  const { resource } = $select;
  $select.apply(
    lambda(
      fieldArgs.getRaw('filter') as Step<Filter>,
      (filter) => (query: PgSelectQueryBuilder) => {
        query.where(condition(filter, resource, query.alias));
      },
    ),
  );
}
