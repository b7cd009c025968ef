/*
 * What may be: a candidate that breaks one of these rules is refused. Written from the documentation
 * and the guide, not from the compiler.
 */
import {
  byId,
  columnOf,
  fieldsOf,
  hasColumn,
  indexNames,
  isOneToOne,
  isRequired,
  liveFields,
  liveIndexes,
  liveObjects,
  type Model,
  type ModelField,
  type ModelObject,
  type ModelRow,
  relationOf,
  rowsOf,
  SYSTEM_COLUMNS,
} from './state.ts';
import { fits, type Json, mayBeLabel, mayBeUnique, settingsAreValid } from './values.ts';

const NAME = /^[a-z][a-zA-Z0-9]{0,62}$/;
const RESERVED_FIELDS = [...SYSTEM_COLUMNS, 'and', 'or', 'not'];
const RESERVED_OBJECTS = ['user', 'users', 'type', 'types'];
const SUFFIXES = [
  '',
  'Connection',
  'Edge',
  'FilterInput',
  'OrderByInput',
  'CreateInput',
  'UpdateInput',
  'GroupBy',
  'Duplicates',
  'GroupByConnection',
  'GroupByInput',
  'OrderByWith',
  'OrderByWithGroupByInput',
];

const isLabel = (label: string): boolean =>
  label.length >= 1 && label.length <= 63 && label === label.trim();

/** What is wrong with a workspace's metadata and records, in words; empty when nothing is. */
export function faultsOf(model: Model): string[] {
  return [
    ...liveObjects(model).flatMap((object) => objectFaults(model, object)),
    ...liveFields(model).flatMap((field) => fieldFaults(model, field)),
    ...liveIndexes(model).flatMap((index) => {
      const fields = index.fields
        .filter((id) => !isSystemColumn(id))
        .map((id) => byId(model.fields, id));
      return [
        ...fields
          .filter((field) => field.deleted !== 'no')
          .map((field) => `an index uses ${field.name}, which is gone`),
        ...(index.type === 'GIN' &&
        fields.some(({ type }) => !['MULTI_SELECT', 'CURRENCY'].includes(type))
          ? ['a GIN index of another type']
          : []),
        ...(index.isUnique
          ? duplicates(rowsOf(model, index.objectId), index.liveOnly, index.fields)
          : []),
      ];
    }),
  ];
}

const isSystemColumn = (id: string): boolean => (SYSTEM_COLUMNS as readonly string[]).includes(id);

function objectFaults(model: Model, object: ModelObject): string[] {
  const names = [object.nameSingular, object.namePlural];
  const clashes = liveObjects(model).some((other) => {
    const theirs = [other.nameSingular, other.namePlural];
    return SUFFIXES.some((suffix) =>
      names.some((name) =>
        other.id === object.id
          ? suffix !== '' && theirs.includes(name.slice(0, -suffix.length)) && name.endsWith(suffix)
          : theirs.some((their) => name === their + suffix || name + suffix === their),
      ),
    );
  });
  const indexes = indexNames(model, object);
  const label = object.labelId === null ? undefined : byId(model.fields, object.labelId);
  return [
    ...(names.every((name) => NAME.test(name) && !RESERVED_OBJECTS.includes(name))
      ? []
      : ['an object name is not valid']),
    ...(object.nameSingular.toLowerCase() === object.namePlural.toLowerCase()
      ? ['singular is plural']
      : []),
    ...(isLabel(object.labelSingular) && isLabel(object.labelPlural)
      ? []
      : ['an object label is not valid']),
    ...(clashes ? [`a name of ${object.nameSingular} is taken`] : []),
    ...(new Set(indexes).size < indexes.length
      ? [`two indexes of ${object.nameSingular} have one name`]
      : []),
    ...(label !== undefined &&
    (label.objectId !== object.id || label.deleted !== 'no' || !mayBeLabel(label.type))
      ? ['not a label']
      : []),
  ];
}

function fieldFaults(model: Model, field: ModelField): string[] {
  const others = fieldsOf(model, field.objectId).filter((other) => other.id !== field.id);
  const taken = others.flatMap((other) => [
    other.name,
    ...(hasColumn(other) ? [columnOf(other)] : []),
  ]);
  const own = [field.name, ...(hasColumn(field) ? [columnOf(field)] : [])];
  return [
    ...(NAME.test(field.name) && (!hasColumn(field) || columnOf(field).length <= 63)
      ? []
      : ['a field name is not valid']),
    ...(own.some((name) => RESERVED_FIELDS.includes(name)) ? ['a field name is reserved'] : []),
    ...(own.some((name) => taken.includes(name)) ? [`${field.name} is taken`] : []),
    ...(isLabel(field.label) ? [] : ['a field label is not valid']),
    ...(field.isUnique && !mayBeUnique(field.type) ? ['cannot be unique'] : []),
    ...(field.type === 'RELATION' ? relationFaults(model, field) : valueFaults(field)),
    ...(hasColumn(field) ? columnFaults(model, field) : []),
  ];
}

function valueFaults(field: ModelField): string[] {
  if (!settingsAreValid(field)) return ['settings are not valid'];
  return field.defaultValue === null || fits(field, field.defaultValue)
    ? []
    : ['the default does not fit'];
}

function relationFaults(model: Model, field: ModelField): string[] {
  const relation = relationOf(model, field.id);
  const isList = !hasColumn(field);
  const target = model.objects.find(
    (object) => object.id === field.settings?.relationTargetObjectId,
  );
  return [
    ...(relation === undefined ? ['leads nowhere'] : []),
    ...(target === undefined || target.isDeleted ? ['its target is not there'] : []),
    ...(isList && !field.isNullable ? ['a list is never null'] : []),
    ...(relation?.type === 'MANY_TO_MANY' && field.settings?.onDelete !== undefined
      ? ['MANY_TO_MANY has no onDelete']
      : []),
    ...(relation?.holders?.some((id) => byId(model.fields, id).deleted !== 'no')
      ? ['what holds it is gone']
      : []),
    ...(!field.isNullable && (field.settings?.onDelete ?? 'SET_NULL') === 'SET_NULL'
      ? ['cannot be set to null']
      : []),
    ...(field.defaultValue === null ? [] : ['a relation has no default']),
  ];
}

function columnFaults(model: Model, field: ModelField): string[] {
  const rows = rowsOf(model, field.objectId);
  const values = rows.map((row) => row.values[field.id] ?? null);
  return [
    ...(isRequired(field) && values.includes(null) ? [`${field.name} has empty records`] : []),
    ...(field.type !== 'RELATION' && values.some((value) => value !== null && !fits(field, value))
      ? [`${field.name} has values that do not fit`]
      : []),
    ...(field.isUnique || isOneToOne(field) ? duplicates(rows, true, [field.id]) : []),
  ];
}

/** Values, none of them null, that occur more than once. */
function duplicates(
  rows: readonly ModelRow[],
  liveOnly: boolean,
  fields: readonly string[],
): string[] {
  const keys = rows
    .filter((row) => !(liveOnly && row.isDeleted))
    .map((row) => fields.map((id) => valueIn(row, id)))
    .filter((values) => !values.includes(null))
    .map((values) => JSON.stringify(values));
  return new Set(keys).size < keys.length ? ['duplicates'] : [];
}

function valueIn(row: ModelRow, id: string): Json {
  switch (id) {
    case 'id':
    case 'createdAt':
    case 'updatedAt':
      return row.id; // as good as different for each record
    case 'deletedAt':
      return row.isDeleted ? row.id : null;
    case 'position':
      return 0;
    default:
      return row.values[id] ?? null;
  }
}
