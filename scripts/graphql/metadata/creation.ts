/*
 * The mutations that create metadata: each inserts one row, and the compiler's
 * triggers do the rest in the same transaction.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  type PgInsertSingleQueryBuilder,
  type PgResource,
  pgInsertSingle,
} from 'postgraphile/@dataplan/pg';
import {
  constant,
  context,
  type FieldArgs,
  lambda,
  SafeError,
  type Step,
} from 'postgraphile/grafast';
import { fields, indexes, objects, roles } from './tables.ts';

type Values = Readonly<Record<string, unknown>>;

/** Inserts a row of the caller's workspace; a column left out takes its default. */
function insertRow(
  resource: PgResource,
  $values: Step<Values>,
  others: Readonly<Record<string, Step>> = {},
) {
  // Made before the insert: a step may not wait for a side effect that waits for it.
  const $columns = lambda($values, (values) => (builder: PgInsertSingleQueryBuilder) => {
    for (const [column, value] of Object.entries(values)) {
      if (value !== undefined) builder.set(column, value);
    }
  });
  const $insert = pgInsertSingle(resource, {
    workspaceId: context().get('workspaceId'),
    ...others,
  });
  $insert.apply($columns);
  return $insert;
}

function insertCustom(resource: PgResource, $values: Step<Values>) {
  return insertRow(resource, $values, { isCustom: constant(true) });
}

export function createOneObject(_$root: Step, fieldArgs: FieldArgs) {
  const $object = fieldArgs.getRaw(['input', 'object']) as Step<Values>;
  return insertCustom(objects as unknown as PgResource, $object);
}

export function createOneField(_$root: Step, fieldArgs: FieldArgs) {
  const $field = fieldArgs.getRaw(['input', 'field']) as Step<Values>;
  return insertCustom(fields as unknown as PgResource, lambda($field, newFieldColumns));
}

export function createOneIndex(_$root: Step, fieldArgs: FieldArgs) {
  const $index = fieldArgs.getRaw(['input', 'index']) as Step<Values>;
  return insertCustom(indexes as unknown as PgResource, lambda($index, indexColumns));
}

export function createOneRole(_$root: Step, fieldArgs: FieldArgs) {
  const $role = fieldArgs.getRaw(['input', 'role']) as Step<Values>;
  return insertRow(roles as unknown as PgResource, $role);
}

/** A new field without options or permissions may say so by null. */
function newFieldColumns({ options, permissions, ...columns }: Values): Values {
  return withShortForms({
    ...columns,
    options: options ?? undefined,
    permissions: permissions ?? undefined,
  });
}

/** `options` and `permissions` beside `settings` are short for those within it. */
export function withShortForms({ options, permissions, ...columns }: Values): Values {
  if (options === undefined && permissions === undefined) return columns;
  const settings = columns.settings ?? {};
  if (typeof settings !== 'object' || Array.isArray(settings)) {
    throw new SafeError('settings is an object.', { code: 'BAD_USER_INPUT' });
  }
  const short = {
    ...(options === undefined ? {} : { options }),
    // Null is none; what is undefined is no key of the JSON.
    ...(permissions === undefined ? {} : { permissions: permissions ?? undefined }),
  };
  for (const [name, given] of Object.entries(short)) {
    const within = (settings as Values)[name];
    if (within !== undefined && !isDeepStrictEqual(within, given)) {
      throw new SafeError(`${name} and settings.${name} differ: give one of them.`, {
        code: 'BAD_USER_INPUT',
      });
    }
  }
  return { ...columns, settings: { ...settings, ...short } };
}

interface IndexField {
  readonly fieldMetadataId?: string | null;
  readonly name?: string | null;
}

/** The fields of an index by their ids or names. */
export function indexColumns({ fields: given, ...columns }: Values): Values {
  if (given == null) return given === undefined ? columns : { ...columns, fields: given };
  const names = (given as readonly IndexField[]).map(({ fieldMetadataId, name }) => {
    const field = fieldMetadataId ?? name;
    if (field == null || (fieldMetadataId != null && name != null)) {
      throw new SafeError('A field of an index is given by fieldMetadataId or by name.', {
        code: 'BAD_USER_INPUT',
      });
    }
    return field;
  });
  return { ...columns, fields: names };
}
