/*
 * Queries, parsed and validated once for a schema and then kept with their plans, so
 * that the same text costs neither parsing nor planning again.
 *
 * Of each API so many are kept, and so many bytes: those that were not used for
 * longest go first. How much a plan takes is estimated by what it is made of.
 */
import {
  type DocumentNode,
  GraphQLError,
  GraphQLID,
  type GraphQLSchema,
  getNamedType,
  isScalarType,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import {
  type Cost,
  type Fragments,
  fragmentsOf,
  operationCost,
  type Priced,
  planningCost,
} from './cost.ts';
import { depthLimit } from './depth.ts';
import { introspectionLimit } from './introspection-size.ts';
import {
  DEFINITIONS_MAX,
  DEPTH_MAX,
  DOCUMENTS_BYTES_MAX,
  DOCUMENTS_MAX,
  INTROSPECTIONS_MAX,
  OPERATION_PLANS_MAX,
  PAGE_SIZE_DEFAULT,
  PLAN_BYTES,
  SELECTIONS_MAX,
} from './limits.ts';
import { documentLookups } from './metrics.ts';
import { placeOfLiteral } from './misfits.ts';
import { knownOperationTypes } from './operation-types.ts';
import { repetitions } from './repetitions.ts';
import { selectionCounter, sizeLimit } from './size.ts';
import { exactCurrencyLiteral } from './values/currency.ts';

/** One operation of a document. */
export interface Operation {
  readonly name: string | undefined;
  readonly type: OperationTypeNode;
  readonly cost: Cost;
  /** How often its answer may hold a value that is read once. */
  readonly repetitions: number;
}

/** A query's text is a document, or what is wrong with it. */
export type ParsedDocument =
  | {
      readonly document: DocumentNode;
      /** To be executed with: Grafast keeps plans with it. */
      readonly schema: GraphQLSchema;
      readonly operations: readonly Operation[];
      readonly errors?: never;
    }
  | { readonly document?: never; readonly errors: readonly GraphQLError[] };

export interface Documents {
  (query: string): ParsedDocument;
  /** How many are kept. */
  count(): number;
  /** What they are taken to keep of the heap. */
  bytes(): number;
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
  const fragments = fragmentsOf(document);
  return {
    document: withExactCurrencies(schema, document),
    schema: withPlansOfItsOwn(schema),
    operations: operationsOf(document).map((operation) => ({
      name: operation.name?.value,
      type: operation.operation,
      cost: operationCost(priced, fragments, operation),
      repetitions: repetitions(schema, fragments, operation),
    })),
  };
}

function tooManyDefinitions({ definitions: { length } }: DocumentNode): GraphQLError {
  return new GraphQLError(
    `The query has ${length} operations and fragments; at most ${DEFINITIONS_MAX} are allowed. Send those alone that the request needs.`,
    { extensions: { limit: 'size', asked: length, max: DEFINITIONS_MAX } },
  );
}

function operationsOf({ definitions }: DocumentNode): OperationDefinitionNode[] {
  return definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
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

/** Grafast keeps plans in the extensions of the schema that it is given: these go with their document. */
function withPlansOfItsOwn(schema: GraphQLSchema): GraphQLSchema {
  const grafast: GraphQLSchema['extensions']['grafast'] = {
    ...schema.extensions.grafast,
    operationOperationPlansCacheMaxLength: OPERATION_PLANS_MAX,
  };
  return Object.create(schema, { extensions: { value: { ...schema.extensions, grafast } } });
}

/** @skip and @include make a plan for each combination of their variables. */
const VARIANTS = /@(skip|include)\b/;

/** So does an id that is a variable (by-id.ts): whether it is given decides what is planned. */
function mayLeaveOutId({ variableDefinitions = [] }: OperationDefinitionNode): boolean {
  return variableDefinitions.some(
    ({ type }) => type.kind === Kind.NAMED_TYPE && type.name.value === GraphQLID.name,
  );
}

/** What a query, its plans included, is taken to keep of the heap. */
function bytesOf(priced: Priced, query: string, { document }: ParsedDocument): number {
  const text = query.length * PLAN_BYTES.ofCharacter;
  if (!document) return PLAN_BYTES.ofRefusal + text;
  const fragments: Fragments = fragmentsOf(document);
  const count = selectionCounter((name) => fragments.get(name));
  const isVaried = VARIANTS.test(query);
  return operationsOf(document).reduce(
    (sum, operation) =>
      sum +
      (isVaried || mayLeaveOutId(operation) ? OPERATION_PLANS_MAX : 1) *
        (PLAN_BYTES.ofPlan +
          count(operation.selectionSet) * PLAN_BYTES.ofSelection +
          planningCost(priced, fragments, operation) * PLAN_BYTES.ofCost),
    text,
  );
}

export interface DocumentsOptions {
  /** How long lists are where nobody says. */
  readonly pageSize?: number;
  readonly bytesMax?: number;
}

export function createDocuments(
  schema: GraphQLSchema,
  { pageSize = PAGE_SIZE_DEFAULT, bytesMax = DOCUMENTS_BYTES_MAX }: DocumentsOptions = {},
): Documents {
  const priced = { schema, pageSize };
  const known = new LRUCache<string, ParsedDocument>({
    max: DOCUMENTS_MAX,
    maxSize: bytesMax,
    sizeCalculation: (parsed, query) => bytesOf(priced, query, parsed),
  });
  const documents = (query: string): ParsedDocument => {
    const remembered = known.get(query);
    documentLookups.inc({ result: remembered ? 'hit' : 'miss' });
    if (remembered) return remembered;
    const parsed = parseAndValidate(priced, query);
    known.set(query, parsed);
    return parsed;
  };
  return Object.assign(documents, {
    count: () => known.size,
    bytes: () => known.calculatedSize,
  });
}
