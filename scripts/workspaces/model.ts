/*
 * A workspace's data model as the metadata tells it: what the seed fills and the diagram draws.
 */
import type pg from 'pg';

/** A field, with the column it has on its object's own table. */
export interface ModelField {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly type: string;
  /** Undefined: the field has none, the column is on the other side of the relation. */
  readonly column: string | undefined;
  readonly isNullable: boolean;
  readonly isUnique: boolean;
  readonly isActive: boolean;
  readonly settings: FieldSettings;
}

/** What the settings of any type may have; numbers as the text that the database gives, digit for digit. */
export interface FieldSettings {
  readonly maxLength?: string;
  readonly dataType?: 'numeric' | 'int' | 'bigint' | 'float';
  readonly precision?: string;
  readonly scale?: string;
  readonly min?: string;
  readonly max?: string;
  readonly currencyCode?: string;
  readonly options?: readonly string[];
  readonly relationType?: RelationType | 'MANY_TO_ONE';
}

/** An object, with its fields in order. */
export interface ModelObject {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly isCustom: boolean;
  readonly isActive: boolean;
  readonly labelFieldId: string | null;
  readonly fields: readonly ModelField[];
  /** Columns of unique indexes that are metadata of their own. */
  readonly uniqueIndexes: readonly (readonly string[])[];
}

export type RelationType = 'ONE_TO_MANY' | 'ONE_TO_ONE' | 'MANY_TO_MANY';

/** A relation; "to" has the column, of MANY_TO_MANY neither has. */
export interface ModelRelation {
  readonly id: string;
  readonly type: RelationType;
  readonly fromObjectId: string;
  readonly fromFieldId: string;
  readonly toObjectId: string;
  readonly toFieldId: string;
}

/** Objects and relations in the order in which they were made. */
export interface Model {
  readonly objects: readonly ModelObject[];
  readonly relations: readonly ModelRelation[];
}

const OBJECTS = `
  select o.id, o."nameSingular" as name, o."labelSingular" as label, o."isCustom", o."isActive",
         o."labelIdentifierFieldMetadataId" as "labelFieldId",
         coalesce((
           select jsonb_agg(jsonb_build_object(
                    'id', f.id, 'name', f.name, 'label', f.label, 'type', f.type, 'isNullable', f."isNullable",
                    'isUnique', f."isUnique", 'isActive', f."isActive",
                    'column', case
                      when f.type <> 'RELATION' then f.name
                      when exists (
                        select from core."relationMetadata" r
                         where r."toFieldMetadataId" = f.id and r."relationType" <> 'MANY_TO_MANY') then f.name || 'Id' end,
                    'settings', coalesce((
                      select jsonb_object_agg(s.key, case s.key
                               when 'options' then jsonb_path_query_array(s.value, '$[*].value')
                               else to_jsonb(s.value #>> '{}') end)
                        from jsonb_each(case when jsonb_typeof(f.settings) = 'object' then f.settings else '{}' end) s
                    ), '{}')) order by f.ordinal)
             from core."fieldMetadata" f where f."objectMetadataId" = o.id
         ), '[]') as fields,
         coalesce((
           select jsonb_agg(i.fields order by i.ordinal)
             from core."indexMetadata" i where i."objectMetadataId" = o.id and i."isUnique"
         ), '[]') as "uniqueIndexes"
    from core."objectMetadata" o
   where o."workspaceId" = $1
   order by o.ordinal`;

const RELATIONS = `
  select r.id, r."relationType" as type, r."fromObjectMetadataId" as "fromObjectId",
         r."fromFieldMetadataId" as "fromFieldId", r."toObjectMetadataId" as "toObjectId",
         r."toFieldMetadataId" as "toFieldId"
    from core."relationMetadata" r
    join core."fieldMetadata" f on f.id = r."toFieldMetadataId"
   where r."workspaceId" = $1
   order by f.ordinal`;

/** Reads the data model of a workspace, with the rights of an operator or as core_reader. */
export async function readModel(client: pg.ClientBase, workspaceId: string): Promise<Model> {
  const objects = await client.query<ModelObject>(OBJECTS, [workspaceId]);
  const relations = await client.query<ModelRelation>(RELATIONS, [workspaceId]);
  return { objects: objects.rows.map(withColumns), relations: relations.rows };
}

/** Indexes are on fields by id, or on columns that every object has. */
function withColumns(object: ModelObject): ModelObject {
  const fields = object.fields.map((field) => ({ ...field, column: field.column ?? undefined }));
  const columns = new Map(fields.map(({ id, column }) => [id, column]));
  const uniqueIndexes = object.uniqueIndexes.map((index) =>
    index.map((field) => columns.get(field) ?? field),
  );
  return { ...object, fields, uniqueIndexes };
}
