/*
 * The mutations that create metadata: each inserts one row, and the compiler's
 * triggers do the rest in the same transaction.
 */
import {
  type PgInsertSingleQueryBuilder,
  type PgInsertSingleStep,
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
import { fields, objects } from './tables.ts';

type Values = Readonly<Record<string, unknown>>;

/** Sets the columns that were given; a column left out takes its default. */
function setColumns($insert: PgInsertSingleStep, $values: Step<Values>): void {
  $insert.apply(
    lambda($values, (values) => (builder: PgInsertSingleQueryBuilder) => {
      for (const [column, value] of Object.entries(values)) {
        if (value !== undefined) builder.set(column, value);
      }
    }),
  );
}

export function createOneObject(_$root: Step, fieldArgs: FieldArgs) {
  const $insert = pgInsertSingle(objects, {
    workspaceId: context().get('workspaceId'),
    isCustom: constant(true),
  });
  setColumns(
    $insert as unknown as PgInsertSingleStep,
    fieldArgs.getRaw(['input', 'object']) as Step<Values>,
  );
  return $insert;
}

/** `options` beside `settings` is short for options within it. */
function fieldColumns({ options, ...columns }: Values): Values {
  if (options == null) return columns;
  const { settings = {} } = columns;
  if (typeof settings !== 'object' || Array.isArray(settings)) {
    throw new SafeError('settings is an object.', { code: 'BAD_USER_INPUT' });
  }
  return { ...columns, settings: { ...settings, options } };
}

export function createOneField(_$root: Step, fieldArgs: FieldArgs) {
  const $insert = pgInsertSingle(fields, {
    workspaceId: context().get('workspaceId'),
    isCustom: constant(true),
  });
  const $field = fieldArgs.getRaw(['input', 'field']) as Step<Values>;
  setColumns($insert as unknown as PgInsertSingleStep, lambda($field, fieldColumns));
  return $insert;
}
