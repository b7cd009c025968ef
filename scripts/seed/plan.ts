/*
 * What is seeded, in which order and how much of it: a record comes after those that it points to, and
 * an object has three times as many records as what it points to.
 */
import { userError } from '../errors.ts';
import type { Model, ModelField, ModelObject, ModelRelation } from '../workspaces/model.ts';

/** A to-one relation by its column. */
export interface Reference {
  readonly field: ModelField;
  readonly target: ModelObject;
  /** No two records may point to the same one. */
  readonly isOneToOne: boolean;
  /** Its target's records come later: it is filled when they are there. */
  readonly isLate: boolean;
}

/** One object's part. */
export interface ObjectPlan {
  readonly object: ModelObject;
  readonly references: readonly Reference[];
  readonly count: number;
}

/** What is asked for. */
export interface PlanRequest {
  readonly records: number;
  /** Names of objects; none means all that are active. */
  readonly objects: readonly string[];
  /** Objects that have records to point to. */
  readonly filled: ReadonlySet<string>;
}

/** Members are made with their users, not by a seed. */
const MEMBERS = 'workspaceMember';
const GROWTH = 3;
const DEEPEST = 4;

type Edge = Omit<Reference, 'isLate'>;

/** The parts, in the order in which they are written. */
export function planSeed(model: Model, request: PlanRequest): ObjectPlan[] {
  const chosen = chooseObjects(model, request.objects);
  const edges = new Map(chosen.map((object) => [object.id, edgesOf(model, object)]));
  const ordered: ObjectPlan[] = [];
  const levels = new Map<string, number>();
  const waiting = new Set(chosen.map(({ id }) => id));
  while (waiting.size > 0) {
    const next = chooseNext(chosen, edges, waiting, request.filled);
    const references = (edges.get(next.id) ?? []).map((edge) => ({
      ...edge,
      isLate: edge.target.id !== next.id && waiting.has(edge.target.id) && edge.field.isNullable,
    }));
    const below = references.map(({ target }) => levels.get(target.id) ?? -1);
    levels.set(next.id, Math.max(-1, ...below) + 1);
    ordered.push({ object: next, references, count: 0 });
    waiting.delete(next.id);
  }
  const weights = ordered.map(
    ({ object }) => GROWTH ** Math.min(levels.get(object.id) ?? 0, DEEPEST),
  );
  const counts = spread(request.records, weights);
  return ordered.map((plan, place) => ({ ...plan, count: counts[place] ?? 0 }));
}

/** Whether an object has the workspace's members. */
export function isMembers({ name, isCustom }: ModelObject): boolean {
  return name === MEMBERS && !isCustom;
}

function chooseObjects({ objects }: Model, names: readonly string[]): ModelObject[] {
  if (names.length === 0) {
    const all = objects.filter((object) => object.isActive && !isMembers(object));
    if (all.length > 0) return all;
    throw userError('The workspace has no active object to seed: create one.');
  }
  return [...new Set(names)].map((name) => {
    const object = objects.find((candidate) => candidate.name === name);
    if (object === undefined) {
      const known = objects.filter((candidate) => !isMembers(candidate)).map((known) => known.name);
      throw userError(`The workspace has no object "${name}": it has ${known.join(', ')}.`);
    }
    if (isMembers(object)) {
      throw userError(
        'Records of workspaceMember come with the users that they are: leave it out.',
      );
    }
    return object;
  });
}

function edgesOf({ objects, relations }: Model, object: ModelObject): Edge[] {
  const hasColumn = ({ type, toObjectId }: ModelRelation): boolean =>
    type !== 'MANY_TO_MANY' && toObjectId === object.id;
  return relations.filter(hasColumn).flatMap((relation) => {
    const field = object.fields.find(({ id }) => id === relation.toFieldId);
    const target = objects.find(({ id }) => id === relation.fromObjectId);
    if (field === undefined || target === undefined) return [];
    return [{ field, target, isOneToOne: relation.type === 'ONE_TO_ONE' || field.isUnique }];
  });
}

/** The first whose targets are all there; in a circle one that can do without, for a while or for good. */
function chooseNext(
  objects: readonly ModelObject[],
  edges: ReadonlyMap<string, readonly Edge[]>,
  waiting: ReadonlySet<string>,
  filled: ReadonlySet<string>,
): ModelObject {
  const open = objects.filter(({ id }) => waiting.has(id));
  const pending = (object: ModelObject): Edge[] =>
    (edges.get(object.id) ?? []).filter(
      ({ target }) => target.id !== object.id && waiting.has(target.id),
    );
  const found =
    open.find((object) => pending(object).length === 0) ??
    open.find((object) =>
      pending(object).every(({ field, target }) => field.isNullable || filled.has(target.id)),
    );
  if (found !== undefined) return found;
  const circle = open.map((object) => object.name).join(', ');
  throw userError(
    `Records of ${circle} each need another that does not exist yet: let one of their relations be null.`,
  );
}

/** A whole number for each weight; together they are the total, and none is 0 if the total allows. */
export function spread(total: number, weights: readonly number[]): number[] {
  if (total <= weights.length) return weights.map((_, place) => (place < total ? 1 : 0));
  const sum = weights.reduce((a, b) => a + b, 0);
  const rest = total - weights.length;
  const exact = weights.map((weight) => (rest * weight) / sum);
  const counts = exact.map((share) => 1 + Math.floor(share));
  const missing = total - counts.reduce((a, b) => a + b, 0);
  const byFraction = exact
    .map((share, place) => ({ place, fraction: share % 1 }))
    .sort((a, b) => b.fraction - a.fraction || a.place - b.place);
  for (const { place } of byFraction.slice(0, missing)) counts[place] = (counts[place] ?? 0) + 1;
  return counts;
}
