/*
 * Blueprints as code: defineBlueprint() and a function for each type of field give the JSON that
 * core.export_blueprint() and core.apply_blueprint() exchange (docs/blueprints.md).
 *
 * What a function is given is the field's properties and the settings of its type side by side: none
 * of them has the name of another.
 */

import type { AnyRole, Role, StandardObject } from './roles.ts';

/** Any JSON value. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** A field without its name. */
export interface Field {
  readonly type?: string;
  readonly label?: string;
  readonly description?: string | null;
  readonly icon?: string | null;
  readonly defaultValue?: Json;
  readonly isNullable?: boolean;
  readonly isUnique?: boolean;
  readonly isActive?: boolean;
  readonly settings?: { readonly [key: string]: Json | undefined };
  readonly inverse?: Inverse;
}

/** A RELATION: defineBlueprint() checks that there is such an object. */
export interface RelationField<Target extends string> extends Field {
  readonly settings: { readonly relationTargetObject: Target; readonly [key: string]: Json };
}

/** MANY_TO_MANY: its junction object comes along. */
export interface ManyToManyField<Target extends string> extends RelationField<Target> {
  readonly settings: {
    readonly relationType: 'MANY_TO_MANY';
    readonly relationTargetObject: Target;
    readonly [key: string]: Json;
  };
}

/** What the other field of a relation has beside its name and label. */
export interface Inverse {
  readonly description?: string | null;
  readonly icon?: string | null;
  readonly isNullable?: boolean;
}

interface Index {
  readonly fields: readonly string[];
  readonly isUnique?: boolean;
  readonly where?: string | null;
  readonly indexType?: 'BTREE' | 'GIN';
}

interface BlueprintObject {
  readonly namePlural?: string;
  readonly labelSingular?: string;
  readonly labelPlural?: string;
  readonly description?: string | null;
  readonly icon?: string | null;
  readonly isActive?: boolean;
  readonly labelIdentifierField?: string | null;
  readonly imageIdentifierField?: string | null;
  readonly indexes?: readonly Index[];
}

/** An object without its name; a standard one has what is changed of it. */
export interface ObjectDefinition extends BlueprintObject {
  readonly fields?: Readonly<Record<string, Field>>;
}

/** A custom object has a plural, and relations lead to objects that there are. */
type CheckedObjects<Objects> = {
  readonly [Name in keyof Objects]: (Name extends StandardObject
    ? unknown
    : { readonly namePlural: string }) & {
    readonly [K in Exclude<keyof Objects[Name], keyof ObjectDefinition>]: never;
  } & {
    readonly fields?: Objects[Name] extends { readonly fields: infer Fields }
      ? { readonly [F in keyof Fields]: CheckedField<Fields[F], keyof Objects | StandardObject> }
      : unknown;
  };
};

type CheckedField<F, Name> =
  F extends RelationField<infer Target> ? (Target extends Name ? unknown : never) : unknown;

/** The JSON document. */
export interface Blueprint {
  readonly roles?: readonly AnyRole[];
  readonly objects?: readonly (BlueprintObject & {
    readonly nameSingular: string;
    readonly fields?: readonly (Field & { readonly name: string })[];
  })[];
}

/** A blueprint, its objects and fields by name, in their order. */
export function defineBlueprint<
  const Objects extends Readonly<Record<string, ObjectDefinition>>,
>(blueprint: {
  readonly roles?: readonly Role<NoInfer<Objects>>[];
  readonly objects?: Objects & CheckedObjects<Objects>;
}): Blueprint {
  const { objects, ...others } = blueprint;
  const rest = others as { readonly roles?: readonly AnyRole[] };
  if (objects === undefined) return rest;
  return {
    ...rest,
    objects: Object.entries<ObjectDefinition>(objects).map(
      ([nameSingular, { fields, ...object }]) => ({
        nameSingular,
        ...object,
        ...(fields && {
          fields: Object.entries(fields).map(([name, field]) => ({ name, ...field })),
        }),
      }),
    ),
  };
}

/** What every field may have. */
type Common<Value> = Omit<Field, 'type' | 'settings' | 'inverse' | 'defaultValue'> & {
  readonly defaultValue?: Value | null;
  /** What each role may do with it: roles that are not named may do nothing, ADMIN everything. */
  readonly permissions?: Readonly<Record<string, readonly ('READ' | 'WRITE')[]>>;
  /** For this role alone; ADMIN has it anyway. */
  readonly accessLevel?: string;
};

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly color?: string | null;
}

interface Options<Value extends string> {
  readonly options: readonly Option<Value>[];
  /** What becomes of options that go; used up, not kept. */
  readonly replacements?: Readonly<Record<string, NoInfer<Value> | null>>;
}

interface Related {
  readonly relationTargetFieldName?: string;
  readonly relationTargetFieldLabel?: string;
  readonly inverse?: Inverse;
}

type OnDelete = { readonly onDelete?: 'SET_NULL' | 'CASCADE' | 'RESTRICT' };
type RelationOptions<Settings> = Omit<Common<never>, 'defaultValue'> & Related & Settings;

const PROPERTIES = [
  'label',
  'description',
  'icon',
  'defaultValue',
  'isNullable',
  'isUnique',
  'isActive',
  'inverse',
];

function fieldOf(type: string, given: object): Field {
  const entries = Object.entries(given);
  const settings = entries.filter(([key]) => !PROPERTIES.includes(key));
  return {
    type,
    ...Object.fromEntries(entries.filter(([key]) => PROPERTIES.includes(key))),
    ...(settings.length > 0 && { settings: Object.fromEntries(settings) }),
  };
}

interface NumberSettings {
  readonly dataType?: 'numeric' | 'int' | 'bigint' | 'float';
  readonly precision?: number;
  readonly scale?: number;
  readonly min?: number;
  readonly max?: number;
}

export function text(given: Common<string> & { readonly maxLength?: number } = {}): Field {
  return fieldOf('TEXT', given);
}

export function number(given: Common<number> & NumberSettings = {}): Field {
  return fieldOf('NUMBER', given);
}

export function boolean(given: Common<boolean> = {}): Field {
  return fieldOf('BOOLEAN', given);
}

export function date(given: Common<string> = {}): Field {
  return fieldOf('DATE', given);
}

export function dateTime(given: Common<string> = {}): Field {
  return fieldOf('DATE_TIME', given);
}

export function email(given: Common<string> & { readonly validation?: 'email' } = {}): Field {
  return fieldOf('EMAIL', given);
}

export function phone(given: Common<string> & { readonly validation?: 'phone' } = {}): Field {
  return fieldOf('PHONE', given);
}

export function url(given: Common<string> & { readonly validation?: 'url' } = {}): Field {
  return fieldOf('URL', given);
}

export function rating(given: Common<number> & { readonly max?: number } = {}): Field {
  return fieldOf('RATING', given);
}

export function currency(
  given: Common<{ readonly amount: number | string; readonly currency?: string }> & {
    readonly currencyCode?: string;
    readonly amount?: 'number';
    readonly precision?: number;
    readonly scale?: number;
  } = {},
): Field {
  return fieldOf('CURRENCY', given);
}

export function select<const Value extends string>(
  given: Common<NoInfer<Value>> & Options<Value>,
): Field {
  return fieldOf('SELECT', given);
}

export function multiSelect<const Value extends string>(
  given: Common<readonly NoInfer<Value>[]> & Options<Value>,
): Field {
  return fieldOf('MULTI_SELECT', given);
}

function relation(relationType: string) {
  return <const Target extends string>(
    relationTargetObject: Target,
    given: object,
  ): RelationField<Target> =>
    fieldOf('RELATION', { relationType, relationTargetObject, ...given }) as RelationField<Target>;
}

export function manyToOne<const Target extends string>(
  target: Target,
  given: RelationOptions<OnDelete> = {},
): RelationField<Target> {
  return relation('MANY_TO_ONE')(target, given);
}

export function oneToMany<const Target extends string>(
  target: Target,
  given: RelationOptions<OnDelete> = {},
): RelationField<Target> {
  return relation('ONE_TO_MANY')(target, given);
}

export function oneToOne<const Target extends string>(
  target: Target,
  given: RelationOptions<OnDelete> = {},
): RelationField<Target> {
  return relation('ONE_TO_ONE')(target, given);
}

export function manyToMany<const Target extends string>(
  target: Target,
  given: RelationOptions<{ readonly junctionObjectName?: string }> = {},
): ManyToManyField<Target> {
  return relation('MANY_TO_MANY')(target, given) as ManyToManyField<Target>;
}

/** A field as the JSON has it: of a standard field, without a type, what is changed of it. */
export function field(given: Field): Field {
  return given;
}
