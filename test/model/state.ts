/*
 * The model: what a workspace has, as a few maps. A command makes a copy, changes that, and asks the
 * rules whether it may be.
 */
import type { FieldType, Json } from './values.ts';

export interface ModelObject {
  id: string;
  nameSingular: string;
  namePlural: string;
  labelSingular: string;
  labelPlural: string;
  description: string | null;
  isCustom: boolean;
  isActive: boolean;
  labelId: string | null;
  isDeleted: boolean;
}

export interface ModelField {
  id: string;
  objectId: string;
  name: string;
  label: string;
  description: string | null;
  type: string;
  settings: FieldType['settings'];
  defaultValue: Json;
  isCustom: boolean;
  isActive: boolean;
  isNullable: boolean;
  isUnique: boolean;
  /** Deleted by itself, or gone with its object. */
  deleted: 'no' | 'itself' | 'with its object';
}

export interface ModelRelation {
  /** The one that was created; the other is its inverse. */
  sourceFieldId: string;
  fromFieldId: string;
  toFieldId: string;
  type: string;
  /** Of MANY_TO_MANY: the two fields of the junction object. */
  holders?: readonly string[];
}

export interface ModelIndex {
  id: string;
  objectId: string;
  /** Ids of fields, or names of system columns. */
  fields: string[];
  isUnique: boolean;
  liveOnly: boolean;
  type: string;
}

export interface ModelRow {
  id: string;
  objectId: string;
  isDeleted: boolean;
  /** By field id; what is missing is null. */
  values: Record<string, Json>;
}

/** A workspace. */
export interface Model {
  readonly id: string;
  readonly schema: string;
  readonly admin: string;
  objects: ModelObject[];
  fields: ModelField[];
  relations: ModelRelation[];
  indexes: ModelIndex[];
  rows: ModelRow[];
}

export const SYSTEM_COLUMNS = ['id', 'createdAt', 'updatedAt', 'deletedAt', 'position'] as const;

export const liveObjects = (model: Model): ModelObject[] =>
  model.objects.filter((o) => !o.isDeleted);

export const liveFields = (model: Model): ModelField[] =>
  model.fields.filter((f) => f.deleted === 'no');

/** Those of a deleted object come back with it. */
export const liveIndexes = (model: Model): ModelIndex[] =>
  model.indexes.filter(({ objectId }) => liveObjects(model).some(({ id }) => id === objectId));

export const fieldsOf = (model: Model, objectId: string): ModelField[] =>
  liveFields(model).filter((f) => f.objectId === objectId);

export const rowsOf = (model: Model, objectId: string): ModelRow[] =>
  model.rows.filter((row) => row.objectId === objectId);

/** The one that has the id. */
export function byId<Item extends { id: string }>(items: readonly Item[], id: string): Item {
  const item = items.find((candidate) => candidate.id === id);
  if (item === undefined) throw new Error(`the model has no ${id}`);
  return item;
}

export const objectOf = (model: Model, field: ModelField): ModelObject =>
  byId(model.objects, field.objectId);

/** Whether a field has a column, which of a relation one side has at most. */
export const hasColumn = ({ type, settings }: FieldType): boolean =>
  type !== 'RELATION' ||
  settings?.relationType === 'MANY_TO_ONE' ||
  (settings?.relationType === 'ONE_TO_ONE' && settings.isInverse === undefined);

export const columnOf = (field: ModelField): string =>
  field.type === 'RELATION' ? `${field.name}Id` : field.name;

export const isOneToOne = (field: ModelField): boolean =>
  field.type === 'RELATION' && field.settings?.relationType === 'ONE_TO_ONE';

/** What a column asks for at this moment. */
export const isRequired = (field: ModelField): boolean =>
  !field.isNullable && field.isActive && field.deleted === 'no';

/** The relation of a field, whether the field is there or deleted. */
export const relationOf = (model: Model, fieldId: string): ModelRelation | undefined =>
  model.relations.find((r) => r.fromFieldId === fieldId || r.toFieldId === fieldId);

export function otherHalf(model: Model, field: ModelField): ModelField | undefined {
  const relation = relationOf(model, field.id);
  if (relation === undefined) return undefined;
  const id = relation.fromFieldId === field.id ? relation.toFieldId : relation.fromFieldId;
  return byId(model.fields, id);
}

const indexName = (object: ModelObject, part: string): string =>
  `IDX_${object.nameSingular}_${part}`;

/** The names of an object's indexes: its own, those its fields bring along, those that are metadata. */
export function indexNames(model: Model, object: ModelObject): string[] {
  const fields = fieldsOf(model, object.id).filter(hasColumn);
  return [
    ...['deletedAt', 'createdAt', 'updatedAt'].map((column) => indexName(object, column)),
    ...fields.flatMap((field) => {
      if (field.isUnique || isOneToOne(field))
        return [indexName(object, `${columnOf(field)}_unique`)];
      if (field.type === 'TEXT') return [indexName(object, `${field.name}_search`)];
      return ['SELECT', 'BOOLEAN', 'RELATION'].includes(field.type)
        ? [indexName(object, columnOf(field))]
        : [];
    }),
    ...model.indexes
      .filter((index) => index.objectId === object.id)
      .map((index) =>
        indexName(
          object,
          [
            ...index.fields.map((id) => columnOfId(model, id)),
            ...(index.type === 'GIN' ? ['gin'] : []),
            ...(index.isUnique ? ['unique'] : []),
            ...(index.liveOnly ? [] : ['all']),
          ].join('_'),
        ),
      ),
  ];
}

/** The column of an index: that of a field's id, or a system column. */
export function columnOfId(model: Model, id: string): string {
  const field = model.fields.find((candidate) => candidate.id === id);
  return field === undefined ? id : columnOf(field);
}
