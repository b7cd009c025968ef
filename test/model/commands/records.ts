/*
 * Commands on records, as the workspace's ADMIN.
 */
import {
  byId,
  columnOf,
  hasColumn,
  liveFields,
  type Model,
  type ModelField,
  type ModelObject,
  objectOf,
  rowsOf,
} from '../state.ts';
import {
  assignments,
  type Command,
  decide,
  json,
  name,
  type Pick,
  refuse,
  type Step,
  text,
} from '../step.ts';
import { fits, type Json, VALUES } from '../values.ts';
import { someObject } from './objects.ts';

const WRONG: Readonly<Record<string, readonly Json[]>> = { NUMBER: ['seven'], BOOLEAN: ['maybe'] };

const table = (model: Model, object: ModelObject): string =>
  `${name(model.schema)}.${name(object.nameSingular)}`;

/** By name, so that a script runs anywhere. */
const asAdmin = (model: Model, sql: string): string =>
  `select set_config('role', r."databaseRole", true) from core.role r where r."workspaceId" = ${text(model.id)} and r.name = 'ADMIN';\n${sql}`;

function recordStep(
  model: Model,
  object: ModelObject,
  sql: string,
  change: (next: Model) => void,
): Step {
  if (object.isActive) return decide(model, asAdmin(model, sql), change, 'record');
  return decide(
    model,
    asAdmin(model, sql),
    () => refuse(`${object.nameSingular} is switched off`),
    'denied',
  );
}

const writable = (model: Model, object: ModelObject): ModelField[] =>
  liveFields(model).filter(
    (field) => field.objectId === object.id && field.isActive && hasColumn(field),
  );

/** A value that may or may not fit; never one that Postgres would round. */
function makeValue(model: Model, pick: Pick, field: ModelField): Json {
  if (pick.chance(0.15)) return null;
  if (field.type === 'RELATION') {
    const target = rowsOf(model, String(field.settings?.relationTargetObjectId));
    return pick.chance(0.9) ? (pick.maybe(target)?.id ?? null) : pick.id();
  }
  const values = (VALUES[field.type] ?? []).filter(
    (value) =>
      fits(field, value) ||
      !(typeof value === 'number' && !Number.isInteger(value)) ||
      field.type !== 'NUMBER',
  );
  const fitting = values.filter((value) => fits(field, value));
  if (pick.chance(0.9)) return pick.maybe(fitting) ?? null;
  return pick.of([...values, ...(WRONG[field.type] ?? [])]);
}

/** A literal of a column's type. */
function literal(field: ModelField, value: Json): string {
  if (value === null) return 'null';
  if (field.type === 'MULTI_SELECT')
    return `array[${(value as Json[]).map(text).join(', ')}]::varchar[]`;
  return field.type === 'CURRENCY' ? json(value) : text(value);
}

function checkValue(model: Model, field: ModelField, value: Json): void {
  if (value === null) {
    if (!field.isNullable) refuse(`${field.name} is null`);
  } else if (field.type === 'RELATION') {
    if (
      !rowsOf(model, String(field.settings?.relationTargetObjectId)).some(({ id }) => id === value)
    )
      refuse(`${field.name} leads nowhere`);
  } else if (!fits(field, value)) {
    refuse(`${JSON.stringify(value)} does not fit ${field.name}`);
  }
}

export const insertRecord: Command = (model, pick) => {
  const object = someObject(model, pick);
  const id = pick.id();
  const fields = writable(model, object).filter(() => pick.chance(0.8));
  const given = fields.map((field) => [field, makeValue(model, pick, field)] as const);
  const columns = ['id', ...fields.map(columnOf)].map(name).join(', ');
  const values = [text(id), ...given.map(([field, value]) => literal(field, value))].join(', ');
  return recordStep(
    model,
    object,
    `insert into ${table(model, object)} (${columns}) values (${values})`,
    (next) => {
      const row = { id, objectId: object.id, isDeleted: false, values: {} as Record<string, Json> };
      next.rows.push(row);
      // A hidden column has its default too.
      for (const field of next.fields) {
        if (field.objectId !== object.id || !hasColumn(field)) continue;
        const [, value] = given.find(([{ id: fieldId }]) => fieldId === field.id) ?? [
          field,
          field.defaultValue,
        ];
        if (field.deleted === 'no' && field.isActive) checkValue(next, field, value);
        row.values[field.id] = value;
      }
    },
  );
};

export const updateRecord: Command = (model, pick) => {
  const row = pick.maybe(
    model.rows.filter(({ objectId }) => !byId(model.objects, objectId).isDeleted),
  );
  if (row === undefined) return undefined;
  const object = byId(model.objects, row.objectId);
  const field = pick.maybe(writable(model, object));
  if (field === undefined) return undefined;
  const value = makeValue(model, pick, field);
  const sql = `update ${table(model, object)} set ${assignments({ [columnOf(field)]: literal(field, value) })} where id = ${text(row.id)}`;
  return recordStep(model, object, sql, (next) => {
    checkValue(next, field, value);
    byId(next.rows, row.id).values[field.id] = value;
  });
};

export const softDeleteRecord: Command = (model, pick) => {
  const row = pick.maybe(
    model.rows.filter(({ objectId }) => !byId(model.objects, objectId).isDeleted),
  );
  if (row === undefined) return undefined;
  const object = byId(model.objects, row.objectId);
  const sql = `update ${table(model, object)} set "deletedAt" = ${row.isDeleted ? 'null' : 'now()'} where id = ${text(row.id)}`;
  return recordStep(model, object, sql, (next) => {
    byId(next.rows, row.id).isDeleted = !row.isDeleted;
  });
};

export const destroyRecord: Command = (model, pick) => {
  const row = pick.maybe(
    model.rows.filter(({ objectId }) => !byId(model.objects, objectId).isDeleted),
  );
  if (row === undefined) return undefined;
  const object = byId(model.objects, row.objectId);
  const gone = new Set([row.id]);
  const isRestricted = spread(model, gone);
  if (isRestricted === 'by a record that goes too') return undefined; // up to the order in which keys fire
  return recordStep(
    model,
    object,
    `delete from ${table(model, object)} where id = ${text(row.id)}`,
    (next) => {
      if (isRestricted === 'by another record') refuse('another record leads to it');
      for (const field of keys(next)) {
        for (const other of rowsOf(next, field.objectId))
          if (gone.has(String(other.values[field.id]))) other.values[field.id] = null;
      }
      next.rows = next.rows.filter(({ id }) => !gone.has(id));
    },
  );
};

/** The columns that have a foreign key. */
const keys = (model: Model): ModelField[] =>
  model.fields.filter(
    (field) => field.type === 'RELATION' && hasColumn(field) && field.deleted !== 'itself',
  );

/** Adds what a cascade takes along; answers whether something is in its way. */
function spread(
  model: Model,
  gone: Set<string>,
): 'no' | 'by another record' | 'by a record that goes too' {
  const restricting: string[] = [];
  for (let size = 0; size < gone.size; ) {
    size = gone.size;
    for (const field of keys(model)) {
      for (const row of rowsOf(model, field.objectId)) {
        if (!gone.has(String(row.values[field.id]))) continue;
        if (field.settings?.onDelete === 'CASCADE') gone.add(row.id);
        if (field.settings?.onDelete === 'RESTRICT') restricting.push(row.id);
      }
    }
  }
  if (restricting.length === 0) return 'no';
  return restricting.some((id) => gone.has(id)) ? 'by a record that goes too' : 'by another record';
}

/** Everything deleted is dropped, as after the days for which it is kept. */
export const purge: Command = (model) => {
  const sql = `update core.workspace set "trashRetentionDays" = 0 where id = ${text(model.id)};\nselect core.purge_deleted(${text(model.id)})`;
  return decide(model, sql, (next) => {
    const gone = new Set(
      [
        ...next.objects.filter(({ isDeleted }) => isDeleted),
        ...next.fields.filter(({ deleted }) => deleted !== 'no'),
      ].map(({ id }) => id),
    );
    const isGone = (field: ModelField): boolean =>
      gone.has(field.id) || objectOf(next, field).isDeleted;
    const goneFields = new Set(next.fields.filter(isGone).map(({ id }) => id));
    next.relations = next.relations.filter(({ fromFieldId }) => !goneFields.has(fromFieldId));
    next.fields = next.fields.filter(({ id }) => !goneFields.has(id));
    next.rows = next.rows.filter(({ objectId }) => !gone.has(objectId));
    next.indexes = next.indexes.filter(({ objectId }) => !gone.has(objectId));
    next.objects = next.objects.filter(({ id }) => !gone.has(id));
  });
};
