/*
 * What a client wants written, as columns: plain fields, a relation by its id or
 * by `connect`, a position by number, `first` or `last`.
 */
import {
  type PgCodec,
  type PgCodecRelation,
  sqlValueWithCodec,
  TYPES,
} from 'postgraphile/@dataplan/pg';
import { SafeError } from 'postgraphile/grafast';
import type { SQL } from 'postgraphile/pg-sql2';
import { isRecord, type RecordResource } from '../records.ts';

/** One record's columns. */
export interface RecordData {
  /** What to write, by column; a column that is not there is left as it is, or takes its default. */
  readonly values: ReadonlyMap<string, SQL>;
  /** Before or behind all others, where no number says where. */
  readonly end?: End | undefined;
}

export type End = 'first' | 'last';
export type RecordInput = Readonly<Record<string, unknown>>;

interface RelationInput {
  readonly connect?: { readonly where?: { readonly id?: unknown } | null } | null;
  readonly disconnect?: boolean | null;
}

export const POSITION = 'position';

/** The relations that a record of `resource` holds the key of, by name. */
export function ownRelations({ codec, registry }: RecordResource): [string, PgCodecRelation][] {
  const relations = (registry.pgRelations[codec.name] ?? {}) as Record<string, PgCodecRelation>;
  return Object.entries(relations).filter(
    ([, { isReferencee, remoteResource }]) => !isReferencee && isRecord(remoteResource),
  );
}

/** The column that holds a relation's id. */
export function keyOf(relation: PgCodecRelation): string {
  return relation.localAttributes[0] as string;
}

function refuse(resource: RecordResource, fields: readonly string[], message: string): never {
  throw new SafeError(message, { code: 'BAD_USER_INPUT', object: resource.name, fields });
}

/** The columns of one input object. */
export function readData(resource: RecordResource, input: RecordInput): RecordData {
  // What an object inherits is not given: a field may be named "constructor".
  const given = new Map(Object.entries(input));
  const position = given.get(POSITION);
  const end = position === 'first' || position === 'last' ? position : undefined;
  if (end) given.delete(POSITION);
  const values = new Map<string, SQL>();
  for (const [name, { codec }] of Object.entries(resource.codec.attributes)) {
    const value = given.get(name);
    if (value !== undefined) values.set(name, columnValue(resource, name, codec, value));
  }
  for (const [name, relation] of ownRelations(resource)) {
    const related = given.get(name) as RelationInput | null | undefined;
    if (related === undefined) continue;
    const key = keyOf(relation);
    if (values.has(key)) {
      refuse(resource, [name, key], `${resource.name}: give ${name} or ${key}, not both.`);
    }
    values.set(key, columnValue(resource, key, TYPES.uuid, relatedId(resource, name, related)));
  }
  return { values, end };
}

/** The id that { connect } or { disconnect } asks for; a relation that is null names no record. */
function relatedId(resource: RecordResource, name: string, given: RelationInput | null): unknown {
  if (given === null) return null;
  const { connect, disconnect } = given;
  if ((connect != null) === (disconnect === true)) {
    const both = connect == null ? '' : ', not both';
    refuse(resource, [name], `${resource.name}.${name}: give connect or disconnect: true${both}.`);
  }
  if (connect == null) return null;
  return (
    connect.where?.id ??
    refuse(resource, [name], `${resource.name}.${name}: connect takes { where: { id } }.`)
  );
}

function columnValue(resource: RecordResource, name: string, codec: PgCodec, value: unknown): SQL {
  try {
    return sqlValueWithCodec(value, codec);
  } catch (error) {
    if (!(error instanceof SafeError)) throw error;
    return refuse(resource, [name], `${resource.name}.${name}: ${error.message}`);
  }
}

/** The columns of many; what is wrong with one says which. */
export function readBatch(
  resource: RecordResource,
  inputs: readonly RecordInput[],
): readonly RecordData[] {
  return inputs.map((input, index) => {
    try {
      return readData(resource, input);
    } catch (error) {
      if (!(error instanceof SafeError)) throw error;
      throw new SafeError(`data[${index}]: ${error.message}`, { ...error.extensions, index });
    }
  });
}
