/*
 * The vocabulary the plugins share: which resources are records of the
 * workspace, what they are called, and how a soft-deleted record stays hidden.
 */
import type {
  PgCodecAttribute,
  PgCodecWithAttributes,
  PgResource,
  PgSelectStep,
} from 'postgraphile/@dataplan/pg';
import { ConstantStep, type Step } from 'postgraphile/grafast';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import { wordTag } from './smart-tags.ts';

/** A table of the workspace: one object of the metadata. */
export type RecordResource = PgResource<string, PgCodecWithAttributes>;
export type RecordSelect = PgSelectStep<RecordResource>;
export type Filter = { readonly [key: string]: unknown } | null | undefined;

export const DELETED_AT = 'deletedAt';
const LOGIC = ['and', 'or', 'not'] as const;

export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The object's nameSingular: that is how its table is named. */
export function singularName(codec: PgCodecWithAttributes): string {
  return codec.extensions?.pg?.name ?? codec.name;
}

/** The object's namePlural. */
export function pluralName(codec: PgCodecWithAttributes): string {
  return wordTag(codec.extensions?.tags, 'plural') ?? singularName(codec);
}

/** The records that the role of this instance may read, by name, so that the same API always prints the same. */
export function recordResources(build: GraphileBuild.Build): RecordResource[] {
  return (Object.values(build.pgResources) as PgResource[])
    .filter(isRecord)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function isRecord(resource: PgResource): resource is RecordResource {
  return Boolean(
    resource.codec.attributes && !resource.parameters && resource.extensions?.canSelect,
  );
}

/** The fields of an object that the role of this instance may read. */
export function readableFields({
  attributes,
}: PgCodecWithAttributes): [string, PgCodecAttribute][] {
  return Object.entries(attributes).filter(([, { extensions }]) => extensions?.canSelect !== false);
}

export function isStaticallyAbsent($step: Step): boolean {
  return $step instanceof ConstantStep && $step.data === undefined;
}

/** Whether records of `resource` are soft-deleted, as far as its readers can tell. */
export function canBeDeleted({ codec }: RecordResource): boolean {
  return codec.attributes[DELETED_AT] !== undefined;
}

/** Leaves soft-deleted records out. */
export function onlyLive(query: Pick<RecordSelect, 'alias' | 'where'>): void {
  query.where(isLive(query.alias));
}

const live = new WeakMap<SQL, SQL>();

/** That the record of the table `alias` is not soft-deleted. */
export function isLive(alias: SQL): SQL {
  const known = live.get(alias);
  if (known) return known;
  const condition = sql`${alias}.${sql.identifier(DELETED_AT)} is null`;
  live.set(alias, condition);
  return condition;
}

/** Whether a filter asks about deletedAt itself. */
export function mentionsDeletedAt(filter: Filter): boolean {
  if (!filter) return false;
  if (filter[DELETED_AT] != null) return true;
  return LOGIC.some(
    (key) =>
      filter[key] != null &&
      [filter[key]].flat().some((inner) => mentionsDeletedAt(inner as Filter)),
  );
}
