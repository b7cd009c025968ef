/*
 * The control plane: objects, fields and indexes. Whatever is created here is there when the call
 * returns; what the generated types say of it comes with the next generation.
 */
import type { Send } from './transport.ts';

/** Any JSON value. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

export type FieldType =
  | 'BOOLEAN'
  | 'CURRENCY'
  | 'DATE'
  | 'DATE_TIME'
  | 'EMAIL'
  | 'MULTI_SELECT'
  | 'NUMBER'
  | 'PHONE'
  | 'RATING'
  | 'RELATION'
  | 'SELECT'
  | 'TEXT'
  | 'URL';

/** What a role may do with a field: roles that are not named may do nothing, ADMIN everything. */
export type FieldPermissions = Readonly<Record<string, readonly ('READ' | 'WRITE')[]>>;

type Settings = Readonly<Record<string, Json>>;

export interface ObjectInput {
  readonly nameSingular: string;
  /** Left out: the singular with an s. */
  readonly namePlural?: string | undefined;
  readonly labelSingular?: string | undefined;
  readonly labelPlural?: string | undefined;
  readonly description?: string | null | undefined;
  readonly icon?: string | null | undefined;
}

export interface ObjectUpdate extends Partial<ObjectInput> {
  readonly isActive?: boolean | undefined;
  readonly labelIdentifierFieldMetadataId?: string | null | undefined;
  readonly imageIdentifierFieldMetadataId?: string | null | undefined;
}

export interface FieldInput {
  readonly name: string;
  readonly type: FieldType;
  readonly label?: string | undefined;
  readonly description?: string | null | undefined;
  readonly icon?: string | null | undefined;
  readonly defaultValue?: Json | undefined;
  readonly isNullable?: boolean | undefined;
  readonly isUnique?: boolean | undefined;
  readonly settings?: Settings | null | undefined;
  /** Short for settings.permissions; of an update, the other settings stay. */
  readonly permissions?: FieldPermissions | undefined;
}

export interface FieldUpdate extends Partial<FieldInput> {
  readonly isActive?: boolean | undefined;
}

export interface IndexInput {
  readonly objectId: string;
  /** Names of fields or columns, in the order of the index. */
  readonly fields: readonly string[];
  /** deletedAt IS NULL for live records alone; left out: all. */
  readonly where?: string | undefined;
  readonly isUnique?: boolean | undefined;
  readonly indexType?: 'BTREE' | 'GIN' | undefined;
}

/** An object's row of metadata. */
export interface ObjectMetadata {
  readonly id: string;
  readonly nameSingular: string;
  readonly namePlural: string;
  readonly labelSingular: string;
  readonly labelPlural: string;
  readonly description: string | null;
  readonly icon: string | null;
  readonly isActive: boolean;
  readonly isCustom: boolean;
}

/** A field's row of metadata. */
export interface FieldMetadata {
  readonly id: string;
  readonly objectMetadataId: string;
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly description: string | null;
  readonly settings: Settings | null;
  readonly defaultValue: Json;
  readonly isActive: boolean;
  readonly isNullable: boolean;
  readonly isUnique: boolean;
}

/** An index's row of metadata; its fields are ids of fields, or names of columns. */
export interface IndexMetadata {
  readonly id: string;
  readonly objectMetadataId: string;
  readonly fields: readonly string[];
  readonly isUnique: boolean;
  readonly where: string | null;
}

/** What can be done with metadata. */
export interface Metadata {
  createObject(input: ObjectInput): Promise<ObjectMetadata>;
  updateObject(id: string, update: ObjectUpdate): Promise<ObjectMetadata>;
  deleteObject(id: string): Promise<ObjectMetadata>;
  createField(objectId: string, input: FieldInput): Promise<FieldMetadata>;
  /** The same, with the object among the rest. */
  createField(input: FieldInput & { readonly objectMetadataId: string }): Promise<FieldMetadata>;
  updateField(id: string, update: FieldUpdate): Promise<FieldMetadata>;
  deleteField(id: string): Promise<FieldMetadata>;
  createIndex(input: IndexInput): Promise<IndexMetadata>;
  deleteIndex(id: string): Promise<IndexMetadata>;
}

const OBJECT =
  'id nameSingular namePlural labelSingular labelPlural description icon isActive isCustom';
const FIELD =
  'id objectMetadataId name label type description settings defaultValue isActive isNullable isUnique';
const INDEX = 'id objectMetadataId fields isUnique where';

/** Metadata over POST /metadata. */
export function createMetadata(send: Send): Metadata {
  const change =
    <T>(name: string, input: string, answer: string) =>
    async (value: object): Promise<T> => {
      const text = `mutation ($input: ${input}!) { result: ${name}(input: $input) { ${answer} } }`;
      return ((await send(text, { input: value })) as { result: T }).result;
    };
  const createObject = change<ObjectMetadata>('createOneObject', 'CreateOneObjectInput', OBJECT);
  const updateObject = change<ObjectMetadata>('updateOneObject', 'UpdateOneObjectInput', OBJECT);
  const deleteObject = change<ObjectMetadata>('deleteOneObject', 'DeleteOneObjectInput', OBJECT);
  const createField = change<FieldMetadata>('createOneField', 'CreateOneFieldMetadataInput', FIELD);
  const updateField = change<FieldMetadata>('updateOneField', 'UpdateOneFieldMetadataInput', FIELD);
  const deleteField = change<FieldMetadata>('deleteOneField', 'DeleteOneFieldInput', FIELD);
  const createIndex = change<IndexMetadata>('createOneIndex', 'CreateOneIndexInput', INDEX);
  const deleteIndex = change<IndexMetadata>('deleteOneIndex', 'DeleteOneIndexInput', INDEX);
  return {
    createObject: (input) =>
      createObject({ object: { namePlural: `${input.nameSingular}s`, ...input } }),
    updateObject: (id, update) => updateObject({ id, update }),
    deleteObject: (id) => deleteObject({ id }),
    createField: (of: string | FieldInput, input?: FieldInput) =>
      createField({ field: typeof of === 'string' ? { objectMetadataId: of, ...input } : of }),
    updateField: (id, update) => updateField({ id, update }),
    deleteField: (id) => deleteField({ id }),
    createIndex: ({ objectId, fields, ...rest }) =>
      createIndex({
        index: { objectMetadataId: objectId, fields: fields.map((name) => ({ name })), ...rest },
      }),
    deleteIndex: (id) => deleteIndex({ id }),
  };
}
