/*
 * The records of one object: the operations that the API has for it.
 */
import { ApiError } from './errors.ts';
import type {
  All,
  CheckedPicking,
  Fields,
  ListArguments,
  Model,
  Picked,
  Picking,
  Select,
  Selected,
  Shapes,
} from './model.ts';
import {
  type AnySelection,
  type Arguments,
  allFields,
  listArguments,
  operation,
  recordOf,
  selectionText,
  shapeOf,
  VariableList,
} from './text.ts';
import type { RequestOptions, Send } from './transport.ts';

/** A page of records. */
export interface Page<T> {
  readonly records: T[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** What every method takes that answers records. */
type Answering<M extends Model, S> = Select<M, S> & RequestOptions;
type One<M extends Model, S> = Promise<Selected<M, S>>;
type Many<M extends Model, S> = Promise<Selected<M, S>[]>;

/** What can be done with the records of an object. */
export interface Records<M extends Model> {
  /** The records of one page: 60 unless `first` says otherwise, at most 200. */
  findMany<const S extends Fields<M> = All>(
    options?: ListArguments<M> & Answering<M, S>,
  ): Many<M, S>;
  /** The same, with the cursors to go on and how many there are on all pages. */
  findPage<const S extends Fields<M> = All>(
    options?: ListArguments<M> & Answering<M, S>,
  ): Promise<Page<Selected<M, S>>>;
  /** The first record that the filter finds, or null. */
  findOne<const S extends Fields<M> = All>(
    options: { readonly filter: M['filter'] } & Answering<M, S>,
  ): Promise<Selected<M, S> | null>;
  /** All records, page by page as they are asked for. */
  iterate<const S extends Fields<M> = All>(
    options?: Pick<ListArguments<M>, 'filter' | 'orderBy'> & {
      readonly pageSize?: number | undefined;
    } & Answering<M, S>,
  ): AsyncGenerator<Selected<M, S>, void, undefined>;
  /** Counts, sums, … over all records that the filter finds. */
  aggregate<const S extends Picking<M['aggregates']>>(
    options: {
      readonly filter?: M['filter'] | undefined;
      readonly select: S & CheckedPicking<M['aggregates'], S>;
    } & RequestOptions,
  ): Promise<Picked<M['aggregates'], S>>;
  /** The same for each group of records. */
  groupBy<const S extends Picking<M['group']>>(
    options: RequestOptions & {
      readonly groupBy: readonly M['groupBy'][];
      readonly filter?: M['filter'] | undefined;
      readonly orderBy?: readonly M['groupOrderBy'][] | undefined;
      readonly limit?: number | undefined;
      readonly select: S & CheckedPicking<M['group'], S>;
    },
  ): Promise<Picked<M['group'], S>[]>;
  create<const S extends Fields<M> = All>(
    options: { readonly data: M['create']; readonly upsert?: boolean | undefined } & Answering<
      M,
      S
    >,
  ): One<M, S>;
  /** Answers in the order of data. */
  createMany<const S extends Fields<M> = All>(
    options: {
      readonly data: readonly M['create'][];
      readonly upsert?: boolean | undefined;
    } & Answering<M, S>,
  ): Many<M, S>;
  update<const S extends Fields<M> = All>(
    options: { readonly id: string; readonly data: M['update'] } & Answering<M, S>,
  ): One<M, S>;
  updateMany<const S extends Fields<M> = All>(
    options: { readonly filter: M['filter']; readonly data: M['update'] } & Answering<M, S>,
  ): Many<M, S>;
  /** Soft-deletes: restore brings it back. */
  delete<const S extends Fields<M> = All>(
    options: { readonly id: string } & Answering<M, S>,
  ): One<M, S>;
  deleteMany<const S extends Fields<M> = All>(
    options: { readonly filter: M['filter'] } & Answering<M, S>,
  ): Many<M, S>;
  restore<const S extends Fields<M> = All>(
    options: { readonly id: string } & Answering<M, S>,
  ): One<M, S>;
  restoreMany<const S extends Fields<M> = All>(
    options: { readonly filter: M['filter'] } & Answering<M, S>,
  ): Many<M, S>;
  /** For good. */
  destroy<const S extends Fields<M> = All>(
    options: { readonly id: string } & Answering<M, S>,
  ): One<M, S>;
  destroyMany<const S extends Fields<M> = All>(
    options: { readonly filter: M['filter'] } & Answering<M, S>,
  ): Many<M, S>;
}

const PAGE_SIZE = 200;
const PAGE_INFO = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

interface Connection {
  readonly edges: readonly { readonly node: unknown }[];
  readonly pageInfo: Page<unknown>['pageInfo'];
  readonly totalCount: number;
}

/** What GraphQL says of names that an API does not have; those of a client were there when it was generated. */
const UNKNOWN_NAME = /^(Cannot query field|Unknown (type|argument)) /;

function withRemedy(error: unknown): never {
  if (error instanceof ApiError && UNKNOWN_NAME.test(error.message)) {
    error.message +=
      ' Give a token of the workspace and role that the client is for, or generate it again.';
  }
  throw error;
}

/** The records of an object, over an endpoint. */
export function createRecords<M extends Model>(
  send: Send,
  shapes: Shapes,
  object: string,
): Records<M> {
  const shape = shapeOf(shapes, object);
  const { type, singular, plural } = shape;
  const Plural = upperFirst(plural);

  const run = async (
    kind: 'query' | 'mutation',
    signal: unknown,
    field: (variables: VariableList) => string,
  ): Promise<unknown> => {
    const variables = new VariableList();
    const { text, variables: values } = operation(kind, field(variables), variables);
    const answer = await send(text, values, { signal } as RequestOptions).catch(withRemedy);
    return (answer as { result: unknown }).result;
  };
  const ask = async (
    kind: 'query' | 'mutation',
    name: string,
    given: Arguments,
    { select, signal }: AnySelection,
  ): Promise<unknown> => {
    const selection = (select ?? allFields(shape)) as AnySelection;
    const answer = await run(
      kind,
      signal,
      (variables) =>
        `${name}${variables.arguments(given)} { ${selectionText(shapes, shape, selection, variables)} }`,
    );
    return Array.isArray(answer)
      ? answer.map((record) => recordOf(shapes, shape, selection, record))
      : recordOf(shapes, shape, selection, answer);
  };
  const change =
    (name: string, types: Readonly<Record<string, string>>) =>
    (options: object): Promise<unknown> => {
      const given = Object.entries(types).map(
        ([argument, of]) => [argument, [of, (options as AnySelection)[argument]]] as const,
      );
      return ask('mutation', name, Object.fromEntries(given), options as AnySelection);
    };
  const page = async (options: object = {}, more = ''): Promise<Page<unknown>> => {
    const { select, signal, ...given } = options as AnySelection;
    const selection = (select ?? allFields(shape)) as AnySelection;
    const connection = (await run(
      'query',
      signal,
      (variables) =>
        `${plural}${variables.arguments(listArguments(shape, given))} { edges { node { ${selectionText(shapes, shape, selection, variables)} } } ${more} }`,
    )) as Connection;
    const records = connection.edges.map(({ node }) => recordOf(shapes, shape, selection, node));
    return { ...connection, records };
  };
  async function* iterate(options: object = {}): AsyncGenerator<unknown, void, undefined> {
    const { pageSize = PAGE_SIZE, ...rest } = options as AnySelection;
    let after: string | undefined;
    do {
      const { records, pageInfo } = await page({ ...rest, first: pageSize, after }, PAGE_INFO);
      yield* records;
      after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined;
    } while (after !== undefined);
  }
  const filter = { filter: `${type}FilterInput!` };
  const id = { id: 'ID!' };
  return {
    findMany: async (options?: object) => (await page(options)).records,
    findPage: async (options?: object) => {
      const { records, totalCount, pageInfo } = await page(options, `totalCount ${PAGE_INFO}`);
      return { records, totalCount, pageInfo };
    },
    findOne: ({ filter: of, ...options }: AnySelection) =>
      ask('query', singular, { filter: [filter.filter, of] }, options),
    iterate,
    aggregate: ({ filter: of, select, signal }: AnySelection) =>
      run(
        'query',
        signal,
        (variables) =>
          `${plural}${variables.arguments(listArguments(shape, { filter: of }))} { ${names(select)} }`,
      ),
    groupBy: ({ groupBy, filter: of, orderBy, limit, select, signal }: AnySelection) =>
      run('query', signal, (variables) => {
        const given = variables.arguments({
          groupBy: [`[${type}GroupByInput!]!`, groupBy],
          filter: [`${type}FilterInput`, of],
          orderBy: [`[${type}OrderByWithGroupByInput!]`, orderBy],
          limit: ['Int', limit],
        });
        return `${plural}GroupBy${given} { ${names(select)} }`;
      }),
    create: change(`create${type}`, { data: `${type}CreateInput!`, upsert: 'Boolean' }),
    createMany: change(`create${Plural}`, { data: `[${type}CreateInput!]!`, upsert: 'Boolean' }),
    update: change(`update${type}`, { ...id, data: `${type}UpdateInput!` }),
    updateMany: change(`update${Plural}`, { ...filter, data: `${type}UpdateInput!` }),
    delete: change(`delete${type}`, id),
    deleteMany: change(`delete${Plural}`, filter),
    restore: change(`restore${type}`, id),
    restoreMany: change(`restore${Plural}`, filter),
    destroy: change(`destroy${type}`, id),
    destroyMany: change(`destroy${Plural}`, filter),
  } as unknown as Records<M>;
}

/** The names that a selection of aggregates has. */
function names(select: unknown): string {
  const chosen = Object.entries(select as AnySelection).flatMap(([name, value]) =>
    value === true && /^\w+$/.test(name) ? [name] : [],
  );
  if (chosen.length === 0) throw new TypeError('Select at least one aggregate.');
  return chosen.join(' ');
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
