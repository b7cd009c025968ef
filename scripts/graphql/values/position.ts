/*
 * A place among the records of an object, as a client gives it: a number, "first"
 * or "last".
 */
import { GraphQLError, Kind, type ValueNode } from 'graphql';

export function parsePosition(value: unknown, node?: ValueNode): number | string {
  if (value === 'first' || value === 'last') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new GraphQLError('RecordPosition is a number, "first" or "last".', node && { nodes: node });
}

/** The words may stand without quotes. */
export function parsePositionLiteral(node: ValueNode): number | string {
  if (node.kind === Kind.INT || node.kind === Kind.FLOAT)
    return parsePosition(Number(node.value), node);
  const isWord = node.kind === Kind.STRING || node.kind === Kind.ENUM;
  return parsePosition(isWord ? node.value : undefined, node);
}
