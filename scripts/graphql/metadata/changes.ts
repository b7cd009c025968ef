/*
 * The mutations that change and delete metadata: each is an UPDATE or DELETE of
 * one row, and the compiler's triggers do the rest in the same transaction.
 */
import type { PgUpdateSingleQueryBuilder } from 'postgraphile/@dataplan/pg';
import { type FieldArgs, lambda, type Step } from 'postgraphile/grafast';
import type { RecordResource } from '../records.ts';
import { DestroyRecordStep, UpdateRecordStep } from '../steps.ts';
import { withOptions } from './creation.ts';
import { fields, indexes, objects } from './tables.ts';

type Values = Readonly<Record<string, unknown>>;

/** Changes the columns that `update` gives; whose row it is, row-level security decides. */
function updateRow(
  table: unknown,
  fieldArgs: FieldArgs,
  columns: (update: Values) => Values = (update) => update,
) {
  const resource = table as RecordResource;
  // Made before the update: a step may not wait for a side effect that waits for it.
  const $set = lambda(
    fieldArgs.getRaw(['input', 'update']) as Step<Values>,
    (update) => (builder: PgUpdateSingleQueryBuilder) => {
      for (const [column, value] of Object.entries(columns(update))) builder.set(column, value);
    },
  );
  const $update = new UpdateRecordStep(resource, { id: fieldArgs.getRaw(['input', 'id']) });
  $update.apply($set);
  // Read anew: RETURNING does not show what the compiler wrote after the UPDATE.
  return resource.get({ id: $update.get('id') });
}

function deleteRow(table: unknown, fieldArgs: FieldArgs) {
  return new DestroyRecordStep(table as RecordResource, { id: fieldArgs.getRaw(['input', 'id']) });
}

export function updateOneObject(_$root: Step, fieldArgs: FieldArgs) {
  return updateRow(objects, fieldArgs);
}

export function deleteOneObject(_$root: Step, fieldArgs: FieldArgs) {
  return deleteRow(objects, fieldArgs);
}

export function updateOneField(_$root: Step, fieldArgs: FieldArgs) {
  return updateRow(fields, fieldArgs, withOptions);
}

export function deleteOneField(_$root: Step, fieldArgs: FieldArgs) {
  return deleteRow(fields, fieldArgs);
}

export function deleteOneIndex(_$root: Step, fieldArgs: FieldArgs) {
  return deleteRow(indexes, fieldArgs);
}
