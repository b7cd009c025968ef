/*
 * The types of a workspace's client: what a selection may hold, and what it answers.
 */

/** What is known of an object at compile time. */
export interface Model {
  /** A record, as the schema has it. */
  readonly record: object;
  /** The names of its fields that are values. */
  readonly fields: PropertyKey;
  /** Its relations to one record and to many, by name: models. */
  readonly one: object;
  readonly many: object;
  readonly filter: object;
  readonly orderBy: object;
  readonly create: object;
  readonly update: object;
  readonly aggregates: object;
  readonly groupBy: object;
  readonly groupOrderBy: object;
  readonly group: object;
}

/** What is known of it at run time. */
export interface Shape {
  readonly type: string;
  readonly singular: string;
  readonly plural: string;
  readonly fields: readonly string[];
  /** Relations by name, with the object they lead to. */
  readonly one: Readonly<Record<string, string>>;
  readonly many: Readonly<Record<string, string>>;
}

export type Shapes = Readonly<Record<string, Shape>>;

type ModelAt<T, K extends keyof T> = T[K] extends Model ? T[K] : never;

/** Which records of a list. */
export interface ListArguments<M extends Model> {
  readonly filter?: M['filter'] | undefined;
  readonly orderBy?: readonly M['orderBy'][] | undefined;
  readonly first?: number | undefined;
  readonly last?: number | undefined;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly offset?: number | undefined;
}

/** What every object literal has of such a name, as for a field that is called `toString`. */
type Inherited<K> = K extends keyof typeof Object.prototype
  ? (typeof Object.prototype)[K]
  : undefined;

/**
 * Fields to read, by true, or by a boolean that says whether; relations with fields of theirs; of a list,
 * `$arguments` says which records.
 */
export type Selection<M extends Model> = {
  readonly [K in M['fields']]?: boolean | undefined | Inherited<K>;
} & {
  readonly [K in keyof M['one']]?: Selection<ModelAt<M['one'], K>> | false | undefined;
} & {
  readonly [K in keyof M['many']]?:
    | (Selection<ModelAt<M['many'], K>> & {
        readonly $arguments?: ListArguments<ModelAt<M['many'], K>> | undefined;
      })
    | false
    | undefined;
};

/** A selection with `never` where there is no such field. */
export type Checked<M extends Model, S> =
  IsAnySelection<M, S> extends true
    ? unknown
    : {
        readonly [K in keyof S]: K extends M['fields']
          ? boolean | undefined
          : K extends keyof M['one']
            ? CheckedOne<ModelAt<M['one'], K>, S[K]>
            : K extends keyof M['many']
              ? CheckedMany<ModelAt<M['many'], K>, S[K]>
              : never;
      };

/** Whether it is only known to be some selection: there would be no end to what it may hold. */
type IsAnySelection<M extends Model, S> = [Selection<M>] extends [S]
  ? [Exclude<keyof S, keyof Selection<M>>] extends [never]
    ? true
    : false
  : false;

type CheckedOne<M extends Model, S> = S extends object
  ? Checked<M, S>
  : Extract<S, false | undefined>;

type CheckedMany<M extends Model, S> = S extends object
  ? Checked<M, Omit<S, '$arguments'>> & {
      readonly [K in keyof S & '$arguments']: Known<ListArguments<M>, S[K]>;
    }
  : Extract<S, false | undefined>;

/** What is given, with `never` where there is no such property: TypeScript looks at inferred types less closely. */
type Known<T, S> = S extends readonly (infer E)[]
  ? readonly Known<T extends readonly (infer U)[] ? U : T, E>[]
  : S extends Date
    ? S
    : S extends object
      ? { readonly [K in keyof S]: K extends keyof T ? Known<NonNullable<T[K]>, S[K]> : never }
      : S;

/** In place of a selection: all fields that are values. */
export interface All {
  readonly $all: true;
}

/** Which fields to answer; left out: all that are values. */
export interface Select<M extends Model, S> {
  readonly select?: S & Checked<M, S>;
}

/** What a method's selection is: for functions of your own that pass one on. */
export type Fields<M extends Model> = Selection<M> | All;

/** What a selection answers. */
export type Selected<M extends Model, S> = S extends All
  ? Pick<M['record'], M['fields'] & keyof M['record']>
  : SelectedBy<M, S>;

type SelectedBy<M extends Model, S> = Chosen<
  S,
  { [K in Exclude<keyof S, '$arguments'>]: SelectedAt<M, K, S[K]> }
>;

type SelectedAt<M extends Model, K, S> = K extends M['fields'] & keyof M['record']
  ? M['record'][K]
  : K extends keyof M['one'] & keyof M['record']
    ? SelectedOf<ModelAt<M['one'], K>, S> | Extract<M['record'][K], null>
    : K extends keyof M['many']
      ? SelectedOf<ModelAt<M['many'], K>, S>[]
      : never;

type SelectedOf<M extends Model, S> = S extends object ? SelectedBy<M, S> : never;

/** What is there for certain, and what may be: by a boolean, or a selection that may be undefined. */
type Chosen<S, Values> = Shown<
  { [K in keyof S & keyof Values as S[K] extends true | object ? K : never]: Values[K] } & {
    [K in keyof S & keyof Values as S[K] extends true | object
      ? never
      : S[K] extends false | undefined
        ? never
        : K]?: Values[K];
  }
>;

/** One type in place of an intersection. */
type Shown<T> = { [K in keyof T]: T[K] };

/** Some properties of a type, by `true`, and no other. */
export type Picked<T, S> = Chosen<S, T>;
export type Picking<T> = { readonly [K in keyof T]?: boolean | undefined };
export type CheckedPicking<T, S> = {
  readonly [K in keyof S]: K extends keyof T ? boolean | undefined : never;
};
