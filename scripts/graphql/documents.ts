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
import { DEPTH_MAX, DOCUMENT_CHARACTERS_MAX, DOCUMENTS_MAX, PAGE_SIZE_DEFAULT } from './limits.ts';
import { documentLookups } from './metrics.ts';
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

const RULES = [...specifiedRules, depthLimit(DEPTH_MAX)];
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
  const errors = validate(schema, document, RULES, { maxErrors: ERRORS_MAX });
  if (errors.length > 0) return { errors };
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
