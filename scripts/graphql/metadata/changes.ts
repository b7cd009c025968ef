/*
 * The mutations that change, delete and restore metadata: each is an UPDATE or DELETE of
 * one row or brings one back, and the compiler's triggers do the rest in the same transaction.
 */
import { type PgUpdateSingleQueryBuilder, sideEffectWithPgClient } from 'postgraphile/@dataplan/pg';
import { context, type FieldArgs, lambda, object, type Step } from 'postgraphile/grafast';
import type { RecordResource } from '../records.ts';
import { DestroyRecordStep, UpdateRecordStep } from '../steps.ts';
import { indexColumns, withShortForms } from './creation.ts';
import { executor, fields, indexes, objects, roles, userWorkspaces, workspaces } from './tables.ts';

type Values = Readonly<Record<string, unknown>>;

/** Changes the columns that `$values` gives; whose row it is, row-level security decides. */
function updateById(table: unknown, $id: Step, $values: Step<Values>) {
  const resource = table as RecordResource;
  // Made before the update: a step may not wait for a side effect that waits for it.
  const $set = lambda($values, (values) => (builder: PgUpdateSingleQueryBuilder) => {
    for (const [column, value] of Object.entries(values)) builder.set(column, value);
  });
  const $update = new UpdateRecordStep(resource, { id: $id });
  $update.apply($set);
  // Read anew: RETURNING does not show what the compiler wrote after the UPDATE.
  return resource.get({ id: $update.get('id') });
}

function updateRow(table: unknown, fieldArgs: FieldArgs) {
  const $update = fieldArgs.getRaw(['input', 'update']) as Step<Values>;
  return updateById(table, fieldArgs.getRaw(['input', 'id']), $update);
}

function deleteRow(table: unknown, fieldArgs: FieldArgs) {
  return new DestroyRecordStep(table as RecordResource, { id: fieldArgs.getRaw(['input', 'id']) });
}

/** Brings back what was deleted, by a function of core that the caller may call or may not. */
function restoreRow(table: unknown, text: string, fieldArgs: FieldArgs) {
  const $restored = sideEffectWithPgClient(
    executor,
    fieldArgs.getRaw(['input', 'id']) as Step<string>,
    async (client, id) => {
      await client.query({ text, values: [id] });
      return id;
    },
  );
  return (table as RecordResource).get({ id: $restored });
}

export function updateOneObject(_$root: Step, fieldArgs: FieldArgs) {
  return updateRow(objects, fieldArgs);
}

export function deleteOneObject(_$root: Step, fieldArgs: FieldArgs) {
  return deleteRow(objects, fieldArgs);
}

export function restoreOneObject(_$root: Step, fieldArgs: FieldArgs) {
  return restoreRow(objects, 'select core.restore_object($1)', fieldArgs);
}

export function updateOneField(_$root: Step, fieldArgs: FieldArgs) {
  const $id = fieldArgs.getRaw(['input', 'id']);
  const $before = fields.get({ id: $id as never }).get('settings');
  const $update = fieldArgs.getRaw(['input', 'update']) as Step<Values>;
  const $columns = lambda([$update, $before], ([update, before]) =>
    withShortForms(update as Values, (before ?? {}) as Values),
  );
  return updateById(fields, $id, $columns);
}

export function deleteOneField(_$root: Step, fieldArgs: FieldArgs) {
  return deleteRow(fields, fieldArgs);
}

export function restoreOneField(_$root: Step, fieldArgs: FieldArgs) {
  return restoreRow(fields, 'select core.restore_field($1)', fieldArgs);
}

export function updateOneIndex(_$root: Step, fieldArgs: FieldArgs) {
  const $update = fieldArgs.getRaw(['input', 'update']) as Step<Values>;
  return updateById(indexes, fieldArgs.getRaw(['input', 'id']), lambda($update, indexColumns));
}

export function deleteOneIndex(_$root: Step, fieldArgs: FieldArgs) {
  return deleteRow(indexes, fieldArgs);
}

export function updateOneRole(_$root: Step, fieldArgs: FieldArgs) {
  return updateRow(roles, fieldArgs);
}

export function deleteOneRole(_$root: Step, fieldArgs: FieldArgs) {
  return deleteRow(roles, fieldArgs);
}

export function updateWorkspaceMemberRole(_$root: Step, fieldArgs: FieldArgs) {
  const $values = object({ roleId: fieldArgs.getRaw('roleId') });
  return updateById(userWorkspaces, fieldArgs.getRaw('workspaceMemberId'), $values);
}

export function updateWorkspace(_$root: Step, fieldArgs: FieldArgs) {
  const $data = fieldArgs.getRaw('data') as Step<Values>;
  return updateById(workspaces, context().get('workspaceId'), $data);
}
