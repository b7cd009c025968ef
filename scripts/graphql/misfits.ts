/*
 * A value that does not fit its type: what Postgres says of it, in words, and where
 * in the request it stands.
 *
 * Postgres quotes the value and knows nothing of arguments: it is looked for among
 * those of the field, then of any: a list fails where its records are asked for.
 */
import {
  BREAK,
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  Kind,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import type { ErrorContext, PostgresError } from './errors.ts';

type Asked = Pick<ErrorContext, 'node' | 'document' | 'variables'>;
type Variables = ErrorContext['variables'];

const NO_UUID = /^invalid input syntax for type uuid: (".*")$/s;
/** What PostgreSQL says of U+0000, and of half of a surrogate pair, in a text or in JSON. */
const NO_CHARACTER =
  /^(?:invalid byte sequence for encoding "UTF8": 0x00|unsupported Unicode escape sequence|invalid input syntax for type json)$/;
const TOO_LONG = /^value too long for type character varying\((\d+)\)$/;
const QUOTED = /: "(.*)"$/s;

/** What is wrong with a value, for somebody who does not know Postgres' types. */
export function inWords({ message }: PostgresError): string {
  return message
    .replace(NO_UUID, '$1 is not an id (uuid)')
    .replace(TOO_LONG, 'a text of more than $1 characters does not fit')
    .replace(NO_CHARACTER, 'a text has U+0000 or half of a surrogate pair, which cannot be stored');
}

/** Such as filter.id.eq; undefined where the value is not found. */
export function placeOfMisfit(
  { message }: PostgresError,
  { node, document, variables }: Asked,
): string | undefined {
  const [, text] = QUOTED.exec(message) ?? [];
  if (text === undefined) return undefined;
  const fields = [...(node ? [node] : []), ...(document ? fieldsOf(document) : [])];
  return firstOf(fields, (field) => placeIn(argumentsOf(field, variables), text))?.slice(1);
}

function fieldsOf(document: DocumentNode): FieldNode[] {
  const fields: FieldNode[] = [];
  visit(document, { Field: (field) => void fields.push(field) });
  return fields;
}

/** What a field is given, as a client wrote it. */
export function argumentsOf(
  { arguments: given = [] }: FieldNode,
  variables: Variables,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    given.map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)]),
  );
}

function placeIn(value: unknown, text: string): string | undefined {
  if (value === text) return '';
  if (typeof value !== 'object' || value === null) return undefined;
  return firstOf(Object.entries(value), ([key, inner]) => {
    const place = placeIn(inner, text);
    return place === undefined
      ? undefined
      : `${Array.isArray(value) ? `[${key}]` : `.${key}`}${place}`;
  });
}

function firstOf<T>(
  items: readonly T[],
  find: (item: T) => string | undefined,
): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where in the arguments of a field the literal stands that GraphQL refuses; undefined for any other error. */
export function placeOfLiteral(
  document: DocumentNode,
  { nodes }: GraphQLError,
): string | undefined {
  const [wanted, other] = nodes ?? [];
  const isValue = wanted?.kind === Kind.OBJECT_FIELD || wanted?.kind.endsWith('Value');
  if (!isValue || other) return undefined;
  let place = '';
  visit(document, {
    enter(node, _key, parent, _path, ancestors) {
      if (node !== wanted) return undefined;
      const nodes = [...ancestors, ...(parent ? [parent] : []), node];
      place = nodes
        .map((each, depth) => {
          if (!('kind' in each)) return '';
          if (each.kind === Kind.ARGUMENT || each.kind === Kind.OBJECT_FIELD)
            return `.${each.name.value}`;
          // After a list comes the array of its values, then one of these.
          return each.kind === Kind.LIST && depth + 2 < nodes.length
            ? `[${each.values.indexOf(nodes[depth + 2] as never)}]`
            : '';
        })
        .join('');
      return BREAK;
    },
  });
  return place === '' ? undefined : place.slice(1);
}
