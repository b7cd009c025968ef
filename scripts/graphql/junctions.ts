/*
 * MANY_TO_MANY: a list of the records that a junction object joins with a record.
 *
 * The comment of the junction's foreign key to the record's object names the
 * field; the junction's other key with such a comment leads to what it lists.
 */
import { type PgCodecRelation, TYPES } from 'postgraphile/@dataplan/pg';
import type { Step } from 'postgraphile/grafast';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import { isLive, type RecordResource, type RecordSelect } from './records.ts';
import { textTag, wordTag } from './smart-tags.ts';

/** From the record's object to the junction, and from there to the object that is listed. */
export interface Junction {
  readonly name: string;
  readonly description: string | undefined;
  readonly toJunction: PgCodecRelation;
  readonly toTarget: PgCodecRelation;
}

/** The list by way of the junction that `relation` leads to, if it leads to one. */
export function junctionOf(
  build: GraphileBuild.Build,
  relation: PgCodecRelation,
): Junction | undefined {
  const name = listName(relation);
  if (name === undefined || !relation.isReferencee) return undefined;
  const others: Record<string, PgCodecRelation> =
    build.pgRelations[relation.remoteResource.codec.name] ?? {};
  const toTarget = Object.values(others).find(
    (other) =>
      !other.isReferencee &&
      listName(other) !== undefined &&
      other.localAttributes[0] !== relation.remoteAttributes[0],
  );
  if (!toTarget) return undefined;
  const description = textTag(relation.extensions?.tags, 'listDescription');
  return { name, description, toJunction: relation, toTarget };
}

function listName({ extensions }: PgCodecRelation): string | undefined {
  return wordTag(extensions?.tags, 'listFieldName');
}

/** The records that live records of the junction join with the one whose id is `$id`. */
export function selectThrough({ toJunction, toTarget }: Junction, $id: Step): RecordSelect {
  const $select = toTarget.remoteResource.find() as RecordSelect;
  const junction = toJunction.remoteResource as RecordResource;
  const alias = sql.identifier(Symbol(junction.name));
  const key = ([name]: readonly string[]): SQL => sql`${alias}.${sql.identifier(name as string)}`;
  $select.where(sql`exists (
    select from ${junction.from as SQL} ${alias}
    where ${key(toJunction.remoteAttributes)} = ${$select.placeholder($id as never, TYPES.uuid)}
      and ${key(toTarget.localAttributes)} = ${$select.alias}.id
      and ${isLive(alias)})`);
  return $select;
}
