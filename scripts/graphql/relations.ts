/*
 * What the plugins share about relations: which of them a role may read, which
 * lead to one record, and how a query joins that record.
 */
import type { PgCodecRelation, PgSelectQueryBuilder } from 'postgraphile/@dataplan/pg';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import { isLive, isRecord, type RecordResource } from './records.ts';
import { wordTag } from './smart-tags.ts';

export type Relation = PgCodecRelation;

/** Whether it leads to many records: the inverse of MANY_TO_ONE. */
export function isList({ isReferencee, extensions }: Relation): boolean {
  return isReferencee === true && wordTag(extensions?.tags, 'relationType') !== 'ONE_TO_ONE';
}

/** A relation shows only where both its keys may be read. */
export function isReadable(relation: Relation): boolean {
  const remote = relation.remoteResource.codec.attributes ?? {};
  return (
    isRecord(relation.remoteResource) &&
    relation.localAttributes.every(
      (name) => relation.localCodec.attributes[name]?.extensions?.canSelect !== false,
    ) &&
    relation.remoteAttributes.every((name) => remote[name]?.extensions?.canSelect !== false)
  );
}

/** The relations of a record to one other, by name: those that a filter or an order may hop over. */
export function toOneRelations({ codec, registry }: RecordResource): ReadonlyMap<string, Relation> {
  const relations = registry.pgRelations[codec.name] as unknown as Record<string, Relation>;
  return new Map(
    Object.entries(relations ?? {}).filter(
      ([, relation]) => isReadable(relation) && !isList(relation),
    ),
  );
}

/** What a filter of related records needs of a query. */
export type JoiningQuery = Pick<PgSelectQueryBuilder, 'alias' | 'join'>;

const joined = new WeakMap<JoiningQuery, Map<Relation, SQL>>();

/** The alias of the record that `relation` leads to: joined once a query, all null where there is no live one. */
export function joinRelated(query: JoiningQuery, relation: Relation): SQL {
  const aliases = joined.get(query) ?? new Map<Relation, SQL>();
  joined.set(query, aliases);
  const known = aliases.get(relation);
  if (known) return known;
  const resource = relation.remoteResource as RecordResource;
  const alias = sql.identifier(Symbol(resource.name));
  const keys = relation.remoteAttributes.map((remote, index) => {
    const local = relation.localAttributes[index] as string;
    return sql`${alias}.${sql.identifier(remote)} = ${query.alias}.${sql.identifier(local)}`;
  });
  query.join({
    type: 'left',
    from: resource.from as SQL,
    alias,
    conditions: [...keys, isLive(alias)],
  });
  aliases.set(relation, alias);
  return alias;
}
