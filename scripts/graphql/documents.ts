/*
 * Queries, parsed and validated once for a schema and then kept.
 *
 * Grafast keeps its plan with the document, so that the same text costs neither
 * parsing nor planning again.
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
  type ValidationRule,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { depthLimit } from './depth.ts';
import { DEPTH_MAX, DOCUMENT_CHARACTERS_MAX, DOCUMENTS_MAX } from './limits.ts';
import { placeOfLiteral } from './misfits.ts';
import { exactCurrencyLiteral } from './values/currency.ts';

/** A query's text is a document, or what is wrong with it. */
export type ParsedDocument =
  | { readonly document: DocumentNode; readonly errors?: never }
  | { readonly document?: never; readonly errors: readonly GraphQLError[] };

export type Documents = (query: string) => ParsedDocument;

/** GraphQL checks fields against the root type of their operation, and nothing where there is none. */
const knownOperations: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    context.reportError(new GraphQLError(`This API has no ${node.operation}s.`, { nodes: node }));
  },
});

const RULES = [...specifiedRules, knownOperations, depthLimit(DEPTH_MAX)];
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
  return errors.length > 0
    ? { errors: errors.map((error) => withPlace(document, error)) }
    : { document: withExactCurrencies(schema, document) };
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

export function createDocuments(schema: GraphQLSchema): Documents {
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
