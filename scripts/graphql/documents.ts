/*
 * Queries, parsed and validated once for a schema and then kept.
 *
 * Grafast keeps plans with the schema. Each document has a schema of its own, which
 * is the same but for these, so that the same text costs neither parsing nor planning
 * again, and what is not kept here is not kept there either.
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
import { introspectionLimit } from './introspection-size.ts';
import {
  DEFINITIONS_MAX,
  DEPTH_MAX,
  DOCUMENT_CHARACTERS_MAX,
  DOCUMENT_OPERATIONS_MAX,
  DOCUMENTS_MAX,
  INTROSPECTIONS_MAX,
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
      /** To execute it with. */
      readonly schema: GraphQLSchema;
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
  introspectionLimit(INTROSPECTIONS_MAX),
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
  if (document.definitions.length > DEFINITIONS_MAX)
    return { errors: [tooManyDefinitions(document)] };
  const errors = validate(schema, document, RULES, { maxErrors: ERRORS_MAX });
  if (errors.length > 0) {
    return { errors: errors.map((error) => withReason(withPlace(document, error))) };
  }
  return {
    document: withExactCurrencies(schema, document),
    schema: withPlans(schema),
    operations: document.definitions
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
      .map((operation) => ({
        name: operation.name?.value,
        type: operation.operation,
        cost: operationCost(priced, document, operation),
      })),
  };
}

function tooManyDefinitions({ definitions: { length } }: DocumentNode): GraphQLError {
  return new GraphQLError(
    `The query has ${length} operations and fragments; at most ${DEFINITIONS_MAX} are allowed. Send those alone that the request needs.`,
    { extensions: { limit: 'size', asked: length, max: DEFINITIONS_MAX } },
  );
}

/** GraphQL says which argument of a variable's value it refuses, of a literal it does not. */
function withPlace(document: DocumentNode, error: GraphQLError): GraphQLError {
  const place = placeOfLiteral(document, error);
  return place === undefined
    ? error
    : new GraphQLError(`${place}: ${error.message}`, { nodes: error.nodes ?? null });
}

/** GraphQL compares all fields of one name in pairs, and after half a million pairs gives up without a word why. */
function withReason(error: GraphQLError): GraphQLError {
  return error.message === 'Validation aborted.'
    ? new GraphQLError(
        'The query selects fields of the same name too often to compare them all: select each once.',
        { extensions: { limit: 'size' } },
      )
    : error;
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

/** The same schema, with plans of its own: as long as a document is kept, so are they. */
function withPlans(schema: GraphQLSchema): GraphQLSchema {
  const { extensions } = schema;
  const grafast = {
    ...extensions.grafast,
    operationsCacheMaxLength: DOCUMENT_OPERATIONS_MAX,
    operationOperationPlansCacheMaxLength: OPERATION_PLANS_MAX,
  } satisfies GraphQLSchema['extensions']['grafast'];
  return Object.create(schema, { extensions: { value: { ...extensions, grafast } } });
}

/** `pageSize` is how long lists are where nobody says. */
export function createDocuments(schema: GraphQLSchema, pageSize = PAGE_SIZE_DEFAULT): Documents {
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
