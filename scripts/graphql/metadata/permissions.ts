/*
 * The mutations that set what a role may do with objects, fields and records: one INSERT
 * ... ON CONFLICT, in the caller's name; triggers validate the rows.
 */
import { sideEffectWithPgClient } from 'postgraphile/@dataplan/pg';
import { type FieldArgs, SafeError, type Step } from 'postgraphile/grafast';
import { executor } from './tables.ts';

interface Permissions {
  readonly roleId: string;
  readonly given: readonly Readonly<Record<string, unknown>>[];
}

interface PermissionTable {
  readonly name: string;
  /** The property whose value no two of one request share. */
  readonly subject: string;
  readonly ids: readonly string[];
  /** What the permission says, by column. */
  readonly values: readonly string[];
}

const OBJECT_PERMISSIONS: PermissionTable = {
  name: 'objectPermission',
  subject: 'objectMetadataId',
  ids: ['objectMetadataId'],
  values: [
    'canReadObjectRecords',
    'canCreateObjectRecords',
    'canUpdateObjectRecords',
    'canSoftDeleteObjectRecords',
    'canDestroyObjectRecords',
  ],
};

const FIELD_PERMISSIONS: PermissionTable = {
  name: 'fieldPermission',
  subject: 'fieldMetadataId',
  ids: ['objectMetadataId', 'fieldMetadataId'],
  values: ['canReadFieldValue', 'canUpdateFieldValue'],
};

const ROW_PERMISSIONS: PermissionTable = {
  name: 'rowPermission',
  subject: 'objectMetadataId',
  ids: ['objectMetadataId'],
  values: ['readFilter', 'updateFilter', 'softDeleteFilter', 'destroyFilter'],
};

const quoted = (names: readonly string[], prefix = '') =>
  names.map((name) => `${prefix}"${name}"`).join(', ');

/**
 * $1: the role, $2: the permissions as JSON. What a permission leaves out stays as it is, as it is by the
 * time that this request's turn comes.
 */
function upsertText({ name, subject, ids, values }: PermissionTable): string {
  const kept = values.map(
    (value) => `"${value}" = case when (
    select g.item ? '${value}' from given g where g."${subject}" = excluded."${subject}")
  then excluded."${value}" else p."${value}" end`,
  );
  return `
with given as materialized (
  select e.place, e.item, r.* from jsonb_array_elements($2::jsonb) with ordinality e (item, place)
  cross join lateral jsonb_populate_record(null::core."${name}", e.item) r
), upserted as (
  insert into core."${name}" as p ("roleId", ${quoted([...ids, ...values])})
  select $1::uuid, ${quoted([...ids, ...values], 'g.')} from given g order by g.place
  on conflict ("workspaceId", "roleId", "${subject}") do update
  set ${[...ids.map((id) => `"${id}" = excluded."${id}"`), ...kept].join(', ')}
  returning *
)
select to_jsonb(u) as row from upserted u join given g on g."${subject}" = u."${subject}" order by g.place`;
}

function upsert(table: PermissionTable, $roleId: Step, $given: Step) {
  const text = upsertText(table);
  return sideEffectWithPgClient(
    executor,
    { roleId: $roleId, given: $given },
    async (client, data) => {
      const { roleId, given } = data as Permissions;
      const subjects = new Set(given.map((each) => String(each[table.subject]).toLowerCase()));
      if (subjects.size < given.length) {
        throw new SafeError(`No two permissions of a request have the same ${table.subject}.`, {
          code: 'BAD_USER_INPUT',
        });
      }
      const values = [roleId, JSON.stringify(given)];
      const { rows } = await client.query<{ row: unknown }>({ text, values });
      return rows.map(({ row }) => row);
    },
  );
}

export function upsertObjectPermissions(_$root: Step, fieldArgs: FieldArgs) {
  const $given = fieldArgs.getRaw(['input', 'objectPermissions']);
  return upsert(OBJECT_PERMISSIONS, fieldArgs.getRaw(['input', 'roleId']), $given);
}

export function upsertFieldPermissions(_$root: Step, fieldArgs: FieldArgs) {
  const $given = fieldArgs.getRaw(['input', 'fieldPermissions']);
  return upsert(FIELD_PERMISSIONS, fieldArgs.getRaw(['input', 'roleId']), $given);
}

export function upsertRowPermissions(_$root: Step, fieldArgs: FieldArgs) {
  const $given = fieldArgs.getRaw(['input', 'rowPermissions']);
  return upsert(ROW_PERMISSIONS, fieldArgs.getRaw(['input', 'roleId']), $given);
}
