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
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { depthLimit } from './depth.ts';
import {
  DEPTH_MAX,
  DOCUMENT_CHARACTERS_MAX,
  DOCUMENTS_MAX,
  OPERATION_PLANS_MAX,
  PLANNED_OPERATIONS_MAX,
  SELECTIONS_MAX,
} from './limits.ts';
import { knownOperationTypes } from './operation-types.ts';
import { sizeLimit } from './size.ts';
import { exactCurrencyLiteral } from './values/currency.ts';

/** A query's text is a document, or what is wrong with it. */
export type ParsedDocument =
  | { readonly document: DocumentNode; readonly errors?: never }
  | { readonly document?: never; readonly errors: readonly GraphQLError[] };

export type Documents = (query: string) => ParsedDocument;

const RULES = [
  ...specifiedRules,
  knownOperationTypes,
  depthLimit(DEPTH_MAX),
  sizeLimit(SELECTIONS_MAX),
];
const ERRORS_MAX = 10;

function parseAndValidate(schema: GraphQLSchema, query: string): ParsedDocument {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
  const errors = validate(schema, document, RULES, { maxErrors: ERRORS_MAX });
  return errors.length > 0 ? { errors } : { document: withExactCurrencies(schema, document) };
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

/** By default Grafast keeps 25,000 plans of a schema: more than fit into memory. */
function limitPlans({ extensions }: GraphQLSchema): void {
  Object.assign(extensions, {
    grafast: {
      ...extensions.grafast,
      operationsCacheMaxLength: PLANNED_OPERATIONS_MAX,
      operationOperationPlansCacheMaxLength: OPERATION_PLANS_MAX,
    } satisfies GraphQLSchema['extensions']['grafast'],
  });
}

export function createDocuments(schema: GraphQLSchema): Documents {
  limitPlans(schema);
  const known = new LRUCache<string, ParsedDocument>({
    max: DOCUMENTS_MAX,
    maxSize: DOCUMENT_CHARACTERS_MAX,
    sizeCalculation: (_document, query) => query.length + 1,
  });
  return (query) => {
    const parsed = known.get(query) ?? parseAndValidate(schema, query);
    known.set(query, parsed);
    return parsed;
  };
}
