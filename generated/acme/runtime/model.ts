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
  readonly filter?: M['filter'];
  readonly orderBy?: readonly M['orderBy'][];
  readonly first?: number;
  readonly last?: number;
  readonly after?: string;
  readonly before?: string;
  readonly offset?: number;
}

/** Fields to read, relations with fields of theirs; of a list, `$arguments` says which records. */
export type Selection<M extends Model> = {
  readonly [K in M['fields']]?: true;
} & {
  readonly [K in keyof M['one']]?: Selection<ModelAt<M['one'], K>>;
} & {
  readonly [K in keyof M['many']]?: Selection<ModelAt<M['many'], K>> & {
    readonly $arguments?: ListArguments<ModelAt<M['many'], K>>;
  };
};

/** A selection with `never` where there is no such field. */
export type Checked<M extends Model, S> = {
  readonly [K in keyof S]: K extends M['fields']
    ? true
    : K extends keyof M['one']
      ? S[K] extends object
        ? Checked<ModelAt<M['one'], K>, S[K]>
        : never
      : K extends keyof M['many']
        ? S[K] extends object
          ? CheckedList<ModelAt<M['many'], K>, S[K]>
          : never
        : never;
};

type CheckedList<M extends Model, S> = Checked<M, Omit<S, '$arguments'>> & {
  readonly [K in keyof S & '$arguments']: Known<ListArguments<M>, S[K]>;
};

/** What is given, with `never` where there is no such property: TypeScript looks at inferred types less closely. */
type Known<T, S> = S extends readonly (infer E)[]
  ? readonly Known<T extends readonly (infer U)[] ? U : T, E>[]
  : S extends object
    ? { readonly [K in keyof S]: K extends keyof T ? Known<NonNullable<T[K]>, S[K]> : never }
    : S;

/** In place of a selection: all fields that are values. */
export interface All {
  readonly $all: true;
}

/** What a selection answers. */
export type Selected<M extends Model, S> = S extends All
  ? Pick<M['record'], M['fields'] & keyof M['record']>
  : SelectedBy<M, S>;

type SelectedBy<M extends Model, S> = {
  [K in Exclude<keyof S, '$arguments'>]: K extends M['fields'] & keyof M['record']
    ? M['record'][K]
    : K extends keyof M['one'] & keyof M['record']
      ? SelectedBy<ModelAt<M['one'], K>, S[K]> | Extract<M['record'][K], null>
      : K extends keyof M['many']
        ? SelectedBy<ModelAt<M['many'], K>, S[K]>[]
        : never;
};

/** Some properties of a type, by `true`, and no other. */
export type Picked<T, S> = { [K in keyof S & keyof T]: T[K] };
export type Picking<T> = { readonly [K in keyof T]?: true };
export type CheckedPicking<T, S> = { readonly [K in keyof S]: K extends keyof T ? true : never };

/** A type some of whose properties cannot be null: they may still be left out. */
export type WithoutNull<T, K extends keyof T> = Omit<T, K> & { [P in K]?: NonNullable<T[P]> };
