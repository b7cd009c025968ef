/*
 * The mutations that change, delete and restore metadata: each is an UPDATE or DELETE of
 * one row or brings one back, and the compiler's triggers do the rest in the same transaction.
 */
import { sideEffectWithPgClient } from 'postgraphile/@dataplan/pg';
import {
  context,
  type FieldArgs,
  lambda,
  object,
  SafeError,
  type Step,
} from 'postgraphile/grafast';
import type { RecordResource } from '../records.ts';
import { DestroyRecordStep, notFound } from '../steps.ts';
import { indexColumns, withShortForms } from './creation.ts';
import { executor, fields, indexes, objects, roles, userWorkspaces, workspaces } from './tables.ts';

type Values = Readonly<Record<string, unknown>>;

interface Change {
  /** By column. */
  readonly values: Values;
  /** SQL of those columns that keep part of what they are: `t` is the row, `given` the values. */
  readonly merged?: Readonly<Record<string, string>>;
}

const changeOf = (values: unknown): Change => ({ values: values as Values });

/** Changes the columns that `$change` gives; whose row it is, row-level security decides. */
function updateById(table: unknown, $id: Step, $change: Step<Change>) {
  const resource = table as RecordResource;
  const $updated = sideEffectWithPgClient(
    executor,
    object({ id: $id, change: $change }),
    async (client, { id, change: { values, merged } }) => {
      const names = Object.keys(values);
      if (names.length === 0) {
        throw new SafeError('The update is empty: give what is to change.', {
          code: 'BAD_USER_INPUT',
        });
      }
      const text = `update core."${resource.name}" t
set ${names.map((name) => `"${name}" = ${merged?.[name] ?? `given."${name}"`}`).join(', ')}
from jsonb_populate_record(null::core."${resource.name}", $2) given where t.id = $1`;
      const { rowCount } = await client.query({ text, values: [id, JSON.stringify(values)] });
      if (rowCount === 0) throw notFound(resource);
      return id;
    },
  );
  // Read anew: RETURNING does not show what the compiler wrote after the UPDATE.
  return resource.get({ id: $updated });
}

function updateRow(table: unknown, fieldArgs: FieldArgs) {
  const $change = lambda(fieldArgs.getRaw(['input', 'update']), changeOf);
  return updateById(table, fieldArgs.getRaw(['input', 'id']), $change);
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

/** The settings given beside those kept: of rights, or all others. */
const keeping = (rights: boolean): string => `coalesce((
  select jsonb_object_agg(kept.key, kept.value)
  from jsonb_each(case jsonb_typeof(t.settings) when 'object' then t.settings else '{}' end) kept
  where (kept.key in ('permissions', 'accessLevel')) = ${rights}), '{}') || given.settings`;

/**
 * Alone, options leave what the settings say of rights, and permissions what they say of all else: a
 * field is not opened in passing. The UPDATE merges them, with what another request has written by the
 * time that its turn comes.
 */
function fieldChange(update: unknown): Change {
  const { options, permissions, settings } = update as Values;
  const values = withShortForms(update as Values);
  const isMerged = settings == null && (options === undefined) !== (permissions === undefined);
  return isMerged
    ? { values, merged: { settings: keeping(permissions === undefined) } }
    : { values };
}

export function updateOneField(_$root: Step, fieldArgs: FieldArgs) {
  const $change = lambda(fieldArgs.getRaw(['input', 'update']), fieldChange);
  return updateById(fields, fieldArgs.getRaw(['input', 'id']), $change);
}

export function deleteOneField(_$root: Step, fieldArgs: FieldArgs) {
  return deleteRow(fields, fieldArgs);
}

export function restoreOneField(_$root: Step, fieldArgs: FieldArgs) {
  return restoreRow(fields, 'select core.restore_field($1)', fieldArgs);
}

export function updateOneIndex(_$root: Step, fieldArgs: FieldArgs) {
  const $change = lambda(fieldArgs.getRaw(['input', 'update']), (update) =>
    changeOf(indexColumns(update as Values)),
  );
  return updateById(indexes, fieldArgs.getRaw(['input', 'id']), $change);
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
  const $change = lambda(object({ roleId: fieldArgs.getRaw('roleId') }), changeOf);
  return updateById(userWorkspaces, fieldArgs.getRaw('workspaceMemberId'), $change);
}

export function updateWorkspace(_$root: Step, fieldArgs: FieldArgs) {
  const $change = lambda(fieldArgs.getRaw('data'), changeOf);
  return updateById(workspaces, context().get('workspaceId'), $change);
}
