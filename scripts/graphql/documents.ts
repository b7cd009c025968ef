/*
 * Queries, parsed and validated once for a schema and then kept.
 *
 * Grafast keeps plans by the document, so that the same text costs neither
 * parsing nor planning again; how many, is said here.
 */
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isScalarType,
  Kind,
  type OperationTypeNode,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Cost, operationCost, type Priced } from './cost.ts';
import { depthLimit } from './depth.ts';
import {
  DEFINITIONS_MAX,
  DEPTH_MAX,
  DOCUMENT_CHARACTERS_MAX,
  DOCUMENTS_MAX,
  OPERATION_PLANS_MAX,
  PAGE_SIZE_DEFAULT,
  SELECTIONS_MAX,
} from './limits.ts';
import { documentLookups } from './metrics.ts';
import { placeOfLiteral } from './misfits.ts';
import { knownOperationTypes } from './operation-types.ts';
import { sizeLimit } from './size.ts';
import { exactCurrencyLiteral } from './values/currency.ts';

/** One operation of a document. */
export interface Operation {
  readonly name: string | undefined;
  readonly type: OperationTypeNode;
  readonly cost: Cost;
}

/** A query's text is a document, or what is wrong with it. */
export type ParsedDocument =
  | {
      readonly document: DocumentNode;
      readonly operations: readonly Operation[];
      readonly errors?: never;
    }
  | { readonly document?: never; readonly errors: readonly GraphQLError[] };

export interface Documents {
  (query: string): ParsedDocument;
  /** The length of all that are kept. */
  characters(): number;
}

const RULES = [
  ...specifiedRules,
  knownOperationTypes,
  depthLimit(DEPTH_MAX),
  sizeLimit(SELECTIONS_MAX),
];
const ERRORS_MAX = 10;

function parseAndValidate(priced: Priced, query: string): ParsedDocument {
  const { schema } = priced;
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
  const { length } = document.definitions;
  if (length > DEFINITIONS_MAX) return { errors: [tooManyDefinitions(length)] };
  const errors = validate(schema, document, RULES, { maxErrors: ERRORS_MAX });
  if (errors.length > 0) return { errors: errors.map((error) => withPlace(document, error)) };
  return {
    document: withExactCurrencies(schema, document),
    operations: document.definitions
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
      .map((operation) => ({
        name: operation.name?.value,
        type: operation.operation,
        cost: operationCost(priced, document, operation),
      })),
  };
}

/** Fragments that each spread the next are followed by recursion: these would be too many before they are counted. */
function tooManyDefinitions(length: number): GraphQLError {
  return new GraphQLError(
    `The query has ${length} operations and fragments; at most ${DEFINITIONS_MAX} are allowed.`,
  );
}

/** GraphQL says which argument of a variable's value it refuses, of a literal it does not. */
function withPlace(document: DocumentNode, error: GraphQLError): GraphQLError {
  const place = placeOfLiteral(document, error);
  return place === undefined
    ? error
    : new GraphQLError(`${place}: ${error.message}`, { nodes: error.nodes ?? null });
}

function withExactCurrencies(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      ObjectValue(node) {
        const type = getNamedType(types.getInputType());
        return type?.name === 'Currency' && isScalarType(type)
          ? exactCurrencyLiteral(node)
          : undefined;
      },
    }),
  );
}

/** A plan is kept as long as its document. By default Grafast keeps 25,000 of a schema: more than fit into memory. */
function limitPlans({ extensions }: GraphQLSchema): void {
  Object.assign(extensions, {
    grafast: {
      ...extensions.grafast,
      operationsCacheMaxLength: DOCUMENTS_MAX,
      operationOperationPlansCacheMaxLength: OPERATION_PLANS_MAX,
    } satisfies GraphQLSchema['extensions']['grafast'],
  });
}

/** `pageSize` is how long lists are where nobody says. */
export function createDocuments(schema: GraphQLSchema, pageSize = PAGE_SIZE_DEFAULT): Documents {
  limitPlans(schema);
  const known = new LRUCache<string, ParsedDocument>({
    max: DOCUMENTS_MAX,
    maxSize: DOCUMENT_CHARACTERS_MAX,
    sizeCalculation: (_document, query) => query.length + 1,
  });
  const documents = (query: string): ParsedDocument => {
    const remembered = known.get(query);
    documentLookups.inc({ result: remembered ? 'hit' : 'miss' });
    if (remembered) return remembered;
    const parsed = parseAndValidate({ schema, pageSize }, query);
    known.set(query, parsed);
    return parsed;
  };
  return Object.assign(documents, { characters: () => known.calculatedSize });
}
