/*
 * The roles of a blueprint, typed by its objects: a permission names an object or field that there is.
 * What cannot be known here may be any name: fields of standard objects, and those that a relation from
 * elsewhere makes; junction objects, where there is a MANY_TO_MANY.
 */
import type { Json, ManyToManyField, RelationField } from './blueprint.ts';

/** Objects that every workspace has. */
export type StandardObject =
  | 'company'
  | 'person'
  | 'opportunity'
  | 'workspaceMember'
  | 'task'
  | 'note';

type Right = boolean | null | undefined;

interface ObjectRights {
  readonly canReadObjectRecords?: Right;
  readonly canCreateObjectRecords?: Right;
  readonly canUpdateObjectRecords?: Right;
  readonly canSoftDeleteObjectRecords?: Right;
  readonly canDestroyObjectRecords?: Right;
}

interface FieldRights {
  readonly canReadFieldValue?: Right;
  readonly canUpdateFieldValue?: Right;
}

type Filtered = 'readFilter' | 'updateFilter' | 'softDeleteFilter' | 'destroyFilter';

type Operator =
  | 'eq'
  | 'neq'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'in'
  | 'is'
  | 'like'
  | 'ilike'
  | 'startsWith'
  | 'endsWith'
  | 'containsAny'
  | 'containsAll'
  | 'isEmptyArray'
  | 'amount'
  | 'currency';

/** The operators of one field, as in the API; which of them its type has, the compiler says. */
type Operators = { readonly [K in Operator]?: Json };

type AnyFilter = { readonly [key: string]: Json | undefined };

/** A filter as the API takes it, by the names of an object's columns. */
type RowFilter<Column extends string> = string extends Column
  ? AnyFilter
  : { readonly [K in Column]?: Operators } & {
      readonly and?: readonly RowFilter<Column>[];
      readonly or?: readonly RowFilter<Column>[];
      readonly not?: RowFilter<Column>;
    };

/** A role without its permissions. */
interface RoleFlags {
  readonly name: string;
  readonly description?: string | null;
  readonly canUpdateAllSettings?: boolean;
  readonly canReadAllObjectRecords?: boolean;
  readonly canUpdateAllObjectRecords?: boolean;
  readonly canSoftDeleteAllObjectRecords?: boolean;
  readonly canDestroyAllObjectRecords?: boolean;
}

/** A role and what it may do, in the JSON document. */
export interface AnyRole extends RoleFlags {
  readonly objectPermissions?: readonly (ObjectRights & { readonly object: string })[];
  readonly fieldPermissions?: readonly (FieldRights & { readonly field: string })[];
  readonly rowPermissions?: readonly ({ readonly object: string } & {
    readonly [K in Filtered]?: AnyFilter | null;
  })[];
}

/** The same of a blueprint whose objects are known. */
export interface Role<Objects> extends RoleFlags {
  readonly objectPermissions?: readonly (ObjectRights & {
    readonly object: ObjectName<Objects>;
  })[];
  readonly fieldPermissions?: readonly (FieldRights & { readonly field: FieldName<Objects> })[];
  readonly rowPermissions?: readonly RowPermission<Objects>[];
}

/** All that an object's fields lead to by relations, over all objects. */
type Targets<Objects> = {
  [O in keyof Objects]: FieldsOf<Objects[O]>[keyof FieldsOf<Objects[O]>] extends infer F
    ? F extends RelationField<infer Target>
      ? Target
      : never
    : never;
}[keyof Objects];

type FieldsOf<O> = O extends { readonly fields: infer Fields } ? Fields : Record<never, never>;

/** Whether a junction object comes along, whose name is made. */
type HasJunction<Objects> = {
  [O in keyof Objects]: Extract<
    FieldsOf<Objects[O]>[keyof FieldsOf<Objects[O]>],
    ManyToManyField<string>
  > extends never
    ? never
    : true;
}[keyof Objects];

type Made<Objects> = true extends HasJunction<Objects> ? string : never;
type Named<Objects> = (keyof Objects & string) | StandardObject;

type ObjectName<Objects> = Named<Objects> | Made<Objects>;

/** The fields of an object by name, any text where they cannot all be known. */
type KnownField<Objects, O> = O extends StandardObject | Targets<Objects>
  ? string
  : O extends keyof Objects
    ? keyof FieldsOf<Objects[O]> & string
    : string;

type FieldName<Objects> =
  | { [O in Named<Objects>]: `${O}.${KnownField<Objects, O>}` }[Named<Objects>]
  | Made<Objects>;

type SystemColumn = 'id' | 'createdAt' | 'updatedAt' | 'deletedAt' | 'position';

/** A relation is compared by its id. */
type Column<Objects, O extends keyof Objects> = O extends StandardObject | Targets<Objects>
  ? string
  :
      | SystemColumn
      | {
          [F in keyof FieldsOf<Objects[O]> & string]: FieldsOf<
            Objects[O]
          >[F] extends RelationField<string>
            ? `${F}Id`
            : F;
        }[keyof FieldsOf<Objects[O]> & string];

type RowPermission<Objects> =
  | {
      [O in keyof Objects & string]: { readonly object: O } & {
        readonly [K in Filtered]?: RowFilter<Column<Objects, O>> | null;
      };
    }[keyof Objects & string]
  | ({ readonly object: Exclude<StandardObject, keyof Objects> } & {
      readonly [K in Filtered]?: RowFilter<string> | null;
    })
  | ({ readonly object: Made<Objects> } & {
      readonly [K in Filtered]?: RowFilter<string> | null;
    });
