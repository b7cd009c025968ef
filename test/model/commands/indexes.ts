/*
 * Commands on core."indexMetadata".
 */
import {
  columnOfId,
  fieldsOf,
  hasColumn,
  liveIndexes,
  type Model,
  type ModelIndex,
} from '../state.ts';
import { type Command, decide, type Pick, refuse, text } from '../step.ts';
import { someObject } from './objects.ts';

/** Ids of fields and names of system columns, one or two. */
function makeIndex(model: Model, pick: Pick, id: string, objectId: string): ModelIndex {
  const fields = fieldsOf(model, objectId);
  const some = [...fields.map((field) => field.id), 'position', 'deletedAt'];
  return {
    id,
    objectId,
    fields: [pick.of(some), ...(pick.chance(0.4) ? [pick.of(some)] : [])],
    isUnique: pick.chance(0.3),
    liveOnly: pick.chance(0.7),
    type: pick.chance(0.85) ? 'BTREE' : 'GIN',
  };
}

const array = (model: Model, index: ModelIndex): string =>
  `array[${index.fields.map((id) => text(columnOfId(model, id))).join(', ')}]`;

/** What the rules of the whole workspace do not say. */
function check(model: Model, index: ModelIndex): void {
  const fields = fieldsOf(model, index.objectId);
  const isUsable = (id: string): boolean => {
    const field = fields.find((candidate) => candidate.id === id);
    return field === undefined ? ['position', 'deletedAt'].includes(id) : hasColumn(field);
  };
  if (!index.fields.every(isUsable)) refuse('no such column');
  if (new Set(index.fields).size < index.fields.length) refuse('a field twice');
  if (
    index.type === 'GIN' &&
    (index.isUnique || index.fields.some((id) => ['position', 'deletedAt'].includes(id)))
  )
    refuse('not a GIN index');
}

export const createIndex: Command = (model, pick) => {
  const index = makeIndex(model, pick, pick.id(), someObject(model, pick).id);
  const where = index.liveOnly ? pick.of(['"deletedAt" is null', 'deletedAt IS NULL']) : null;
  const sql = `insert into core."indexMetadata" (id, "objectMetadataId", fields, "isUnique", "where", "indexType") values (${text(index.id)}, ${text(index.objectId)}, ${array(model, index)}, ${index.isUnique}, ${text(where)}, ${text(index.type)})`;
  return decide(model, sql, (next) => {
    check(next, index);
    next.indexes.push(index);
  });
};

export const updateIndex: Command = (model, pick) => {
  const previous = pick.maybe(liveIndexes(model));
  if (previous === undefined) return undefined;
  const index = makeIndex(model, pick, previous.id, previous.objectId);
  const sql = `update core."indexMetadata" set fields = ${array(model, index)}, "isUnique" = ${index.isUnique}, "where" = ${text(index.liveOnly ? 'deletedAt is null' : null)}, "indexType" = ${text(index.type)} where id = ${text(index.id)}`;
  return decide(model, sql, (next) => {
    check(next, index);
    next.indexes = next.indexes.map((other) => (other.id === index.id ? index : other));
  });
};

export const deleteIndex: Command = (model, pick) => {
  const index = pick.maybe(liveIndexes(model));
  if (index === undefined) return undefined;
  return decide(model, `delete from core."indexMetadata" where id = ${text(index.id)}`, (next) => {
    next.indexes = next.indexes.filter((other) => other.id !== index.id);
  });
};
