/*
 * Reads a workspace as a model, and compares: metadata, records, columns.
 */
import type pg from 'pg';
import { same } from './same.ts';
import {
  columnOf,
  hasColumn,
  isRequired,
  liveIndexes,
  type Model,
  type ModelField,
  type ModelIndex,
  type ModelObject,
  rowsOf,
  type SYSTEM_COLUMNS,
} from './state.ts';
import { name } from './step.ts';
import { columnType, type Json } from './values.ts';

interface Metadata {
  readonly objects: Omit<ModelObject, 'isDeleted'>[];
  readonly fields: Omit<ModelField, 'deleted'>[];
  readonly relations: {
    fromFieldId: string;
    toFieldId: string;
    type: string;
    isFromFirst: boolean;
  }[];
  readonly indexes: ModelIndex[];
}

const METADATA = `
  select
    (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'nameSingular', o."nameSingular", 'namePlural', o."namePlural",
       'labelSingular', o."labelSingular", 'labelPlural', o."labelPlural", 'description', o.description,
       'isCustom', o."isCustom", 'isActive', o."isActive", 'labelId', o."labelIdentifierFieldMetadataId")), '[]')
     from core."objectMetadata" o where o."workspaceId" = $1) as objects,
    (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'objectId', f."objectMetadataId", 'name', f.name, 'label', f.label,
       'description', f.description, 'type', f.type, 'settings', f.settings, 'defaultValue', f."defaultValue",
       'isCustom', f."isCustom", 'isActive', f."isActive", 'isNullable', f."isNullable", 'isUnique', f."isUnique")), '[]')
     from core."fieldMetadata" f where f."workspaceId" = $1) as fields,
    (select coalesce(jsonb_agg(jsonb_build_object('fromFieldId', r."fromFieldMetadataId", 'toFieldId', r."toFieldMetadataId",
       'type', r."relationType", 'isFromFirst', ff.ordinal < tf.ordinal)), '[]')
     from core."relationMetadata" r
     join core."fieldMetadata" ff on ff.id = r."fromFieldMetadataId"
     join core."fieldMetadata" tf on tf.id = r."toFieldMetadataId"
     where r."workspaceId" = $1) as relations,
    (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'objectId', i."objectMetadataId", 'fields', i.fields,
       'isUnique', i."isUnique", 'liveOnly', i."where" is not null, 'type', i."indexType")), '[]')
     from core."indexMetadata" i where i."workspaceId" = $1) as indexes`;

async function readMetadata(client: pg.Client, id: string): Promise<Metadata> {
  const { rows } = await client.query<Metadata>(METADATA, [id]);
  return rows[0] as Metadata;
}

/** A new workspace as a model. */
export async function readModel(client: pg.Client, id: string): Promise<Model> {
  const { objects, fields, relations, indexes } = await readMetadata(client, id);
  const { rows } = await client.query<{ schema: string; admin: string }>(
    `select w."schemaName" as schema, r."databaseRole" as admin
     from core.workspace w join core.role r on r."workspaceId" = w.id and r.name = 'ADMIN' where w.id = $1`,
    [id],
  );
  const [row] = rows;
  return {
    id,
    schema: row?.schema ?? '',
    admin: row?.admin ?? '',
    objects: objects.map((object) => ({ ...object, isDeleted: false })),
    fields: fields.map((field) => ({ ...field, deleted: 'no' })),
    relations: relations.map(({ isFromFirst, ...relation }) => ({
      ...relation,
      sourceFieldId: isFromFirst ? relation.fromFieldId : relation.toFieldId,
    })),
    indexes,
    rows: [],
  };
}

/** The ids that the compiler gave to what it made along with a change, in place of the model's. */
export async function adoptIds(client: pg.Client, model: Model): Promise<Model> {
  const { objects, fields } = await readMetadata(client, model.id);
  const known = new Set([...objects, ...fields].map(({ id }) => id));
  const objectIds = model.objects
    .filter((object) => !object.isDeleted && !known.has(object.id))
    .map(
      (object) =>
        [
          object.id,
          objects.find(({ nameSingular }) => nameSingular === object.nameSingular)?.id,
        ] as const,
    );
  const adopted = replaceAll(model, objectIds);
  const fieldIds = adopted.fields
    .filter((field) => field.deleted === 'no' && !known.has(field.id))
    .map(
      (field) =>
        [
          field.id,
          fields.find((f) => f.objectId === field.objectId && f.name === field.name)?.id,
        ] as const,
    );
  return replaceAll(adopted, fieldIds);
}

const replaceAll = (
  model: Model,
  ids: readonly (readonly [string, string | undefined])[],
): Model =>
  ids.length === 0
    ? model
    : (JSON.parse(
        ids.reduce(
          (text, [own, theirs]) => (theirs === undefined ? text : text.replaceAll(own, theirs)),
          JSON.stringify(model),
        ),
      ) as Model);

/** Throws what differs between a workspace and its model. */
export async function compare(client: pg.Client, model: Model): Promise<void> {
  await compareMetadata(client, model);
  await compareRows(client, model);
  await compareColumns(client, model);
}

async function compareMetadata(client: pg.Client, model: Model): Promise<void> {
  const actual = await readMetadata(client, model.id);
  same(
    'objects',
    actual.objects,
    model.objects.filter((o) => !o.isDeleted).map(({ isDeleted: _, ...object }) => object),
  );
  same(
    'fields',
    actual.fields,
    model.fields.filter((f) => f.deleted === 'no').map(({ deleted: _, ...field }) => field),
  );
  const liveRelations = model.relations.filter(
    ({ fromFieldId, toFieldId }) =>
      model.fields.some((f) => f.id === fromFieldId && f.deleted === 'no') &&
      model.fields.some((f) => f.id === toFieldId && f.deleted === 'no'),
  );
  same(
    'relations',
    actual.relations.map(({ isFromFirst: _, ...relation }) => relation),
    liveRelations.map(({ sourceFieldId: _, holders: __, ...relation }) => relation),
  );
  same('indexes', actual.indexes, liveIndexes(model));
}

const tableOf = (object: ModelObject): string =>
  object.isDeleted ? hiddenName(object.id) : object.nameSingular;

const hiddenName = (id: string): string => `deleted_${id.replaceAll('-', '')}`;

const columnNow = (field: ModelField): string =>
  field.deleted === 'itself' ? hiddenName(field.id) : columnOf(field);

/** The fields of an object that have a column, deleted ones too. */
const columnFields = (model: Model, object: ModelObject): ModelField[] =>
  model.fields.filter((field) => field.objectId === object.id && hasColumn(field));

/** Throws what differs between the records and their model. */
export async function compareRows(client: pg.Client, model: Model): Promise<void> {
  const query = model.objects
    .map(
      (object) =>
        `select ${name(object.id).replaceAll('"', "'")} as object, to_jsonb(t) as record from ${name(model.schema)}.${name(tableOf(object))} t`,
    )
    .join(' union all ');
  const { rows } = await client.query<{
    object: string;
    record: Record<string, Json>;
  }>(query);
  const actual = rows.map(
    ({ object, record: { createdAt: _, updatedAt: __, position: ___, deletedAt, ...values } }) => ({
      object,
      isDeleted: deletedAt !== null,
      ...values,
    }),
  );
  const expected = model.objects.flatMap((object) =>
    rowsOf(model, object.id).map((row) => ({
      object: object.id,
      isDeleted: row.isDeleted,
      id: row.id,
      ...Object.fromEntries(
        columnFields(model, object).map((field) => [
          columnNow(field),
          row.values[field.id] ?? null,
        ]),
      ),
    })),
  );
  same('records', actual, expected);
}

const COLUMNS = `
  select format('%s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then ' not null' else '' end,
    case when has_column_privilege($2, c.oid, a.attnum, 'select') then ' readable' else '' end) as line
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  where c.relnamespace = $1::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`;

const SYSTEM: Readonly<Record<(typeof SYSTEM_COLUMNS)[number], string>> = {
  id: 'uuid not null',
  createdAt: 'timestamp with time zone not null',
  updatedAt: 'timestamp with time zone not null',
  deletedAt: 'timestamp with time zone',
  position: 'double precision not null',
};

async function compareColumns(client: pg.Client, model: Model): Promise<void> {
  const { rows } = await client.query<{ line: string }>(COLUMNS, [model.schema, model.admin]);
  const expected = model.objects.flatMap((object) => {
    const isOpen = object.isActive && !object.isDeleted;
    return [
      ...Object.entries(SYSTEM).map(
        ([column, type]) => `${tableOf(object)}.${column} ${type}${isOpen ? ' readable' : ''}`,
      ),
      ...columnFields(model, object).map((field) => {
        const required =
          isRequired(field) ||
          (field.deleted === 'with its object' && !field.isNullable && field.isActive);
        const readable = isOpen && field.isActive && field.deleted === 'no';
        return `${tableOf(object)}.${columnNow(field)} ${columnType(field)}${required ? ' not null' : ''}${readable ? ' readable' : ''}`;
      }),
    ];
  });
  same(
    'columns',
    rows.map(({ line }) => line),
    expected,
  );
}
