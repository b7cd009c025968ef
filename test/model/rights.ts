/*
 * Who may do what, computed from the metadata as docs/permissions.md has it, beside what Postgres lets
 * them do: the privilege on every column of every table.
 */
import type pg from 'pg';
import { columnOf, hasColumn, type ModelField, SYSTEM_COLUMNS } from './state.ts';
import type { Json } from './values.ts';

export interface Role {
  id: string;
  name: string;
  databaseRole: string;
  canReadAllObjectRecords: boolean;
  canUpdateAllObjectRecords: boolean;
  canSoftDeleteAllObjectRecords: boolean;
  canDestroyAllObjectRecords: boolean;
}

interface ObjectPermission {
  roleId: string;
  objectMetadataId: string;
  canReadObjectRecords: boolean | null;
  canCreateObjectRecords: boolean | null;
  canUpdateObjectRecords: boolean | null;
  canSoftDeleteObjectRecords: boolean | null;
  canDestroyObjectRecords: boolean | null;
}

export type Filter = { readonly [key: string]: Json };

export interface RowPermission {
  roleId: string;
  objectMetadataId: string;
  readFilter: Filter | null;
  updateFilter: Filter | null;
  softDeleteFilter: Filter | null;
  destroyFilter: Filter | null;
}

export interface Field
  extends Pick<ModelField, 'id' | 'name' | 'type' | 'settings' | 'isActive' | 'isNullable'> {
  objectMetadataId: string;
}

/** The metadata of a workspace, as clients see it; objects and fields that are deleted by their ids. */
export interface State {
  id: string;
  schema: string;
  member: string;
  roles: Role[];
  objects: { id: string; nameSingular: string; isActive: boolean }[];
  fields: Field[];
  deletedObjects: string[];
  deletedFields: string[];
  objectPermissions: ObjectPermission[];
  rowPermissions: RowPermission[];
}

/** What is said of a field for a role, by settings and permissions: kept by who says it. */
export type Access = Map<string, { read: boolean | null; update: boolean | null }>;
export const accessKey = (fieldId: string, roleId: string): string => `${fieldId} ${roleId}`;

export async function readState(client: pg.Client, id: string, member: string): Promise<State> {
  const list = (table: string, order: string): string =>
    `(select coalesce(jsonb_agg(t order by t.${order}), '[]') from core."${table}" t where t."workspaceId" = w.id)`;
  const gone = (kind: string): string =>
    `(select coalesce(jsonb_agg(d.id order by d.definition ->> 'ordinal', d.id), '[]') from compiler.deleted d where d.workspace_id = w.id and d.kind = '${kind}' and not d.with_object)`;
  const { rows } = await client.query<{ state: State }>(
    `select jsonb_build_object('id', w.id, 'schema', w."schemaName", 'member', $2::text, 'roles', ${list('role', 'name')},
       'objects', ${list('objectMetadata', 'ordinal')}, 'fields', ${list('fieldMetadata', 'ordinal')},
       'deletedObjects', ${gone('OBJECT')}, 'deletedFields', ${gone('FIELD')},
       'objectPermissions', ${list('objectPermission', 'id')}, 'rowPermissions', ${list('rowPermission', 'id')}) as state
     from core.workspace w where w.id = $1`,
    [id, member],
  );
  return (rows[0] as { state: State }).state;
}

export interface Rights {
  read: boolean;
  create: boolean;
  update: boolean;
  softDelete: boolean;
  destroy: boolean;
}

export function rightsOn(state: State, role: Role, objectId: string): Rights {
  const given = state.objectPermissions.find(
    (p) => p.roleId === role.id && p.objectMetadataId === objectId,
  );
  return {
    read: given?.canReadObjectRecords ?? role.canReadAllObjectRecords,
    create: given?.canCreateObjectRecords ?? role.canUpdateAllObjectRecords,
    update: given?.canUpdateObjectRecords ?? role.canUpdateAllObjectRecords,
    softDelete: given?.canSoftDeleteObjectRecords ?? role.canSoftDeleteAllObjectRecords,
    destroy: given?.canDestroyObjectRecords ?? role.canDestroyAllObjectRecords,
  };
}

export const rowsPermitted = (
  state: State,
  role: Role,
  objectId: string,
): RowPermission | undefined =>
  state.rowPermissions.find((p) => p.roleId === role.id && p.objectMetadataId === objectId);

/** What of the rules on rights does not hold, in words. */
export function brokenRules(state: State, access: Access): string[] {
  const cascades = state.fields.filter((f) => hasColumn(f) && f.settings?.onDelete === 'CASCADE');
  return state.roles.flatMap((role) => [
    ...state.objects
      .filter(({ id }) => {
        const { read, ...writes } = rightsOn(state, role, id);
        return !read && Object.values(writes).includes(true);
      })
      .map((object) => `${role.name} writes ${object.nameSingular} that it may not read`),
    ...state.fields
      .filter(({ id }) => {
        const given = access.get(accessKey(id, role.id));
        return given?.read === false && given.update !== false;
      })
      .map((field) => `${role.name} writes ${field.name} that it may not read`),
    ...cascades
      .filter((field) => {
        const rows = rowsPermitted(state, role, field.objectMetadataId);
        const isAllowed =
          rightsOn(state, role, field.objectMetadataId).destroy &&
          (rows?.readFilter ?? rows?.destroyFilter ?? null) === null;
        const parent = String(field.settings?.relationTargetObjectId);
        return rightsOn(state, role, parent).destroy && !isAllowed;
      })
      .map((field) => `${role.name} destroys by way of ${field.name} what it may not`),
  ]);
}

/** One line for each right on a column or table that is otherwise than it should be. */
export async function comparePrivileges(
  client: pg.Client,
  state: State,
  access: Access,
): Promise<string[]> {
  const { rows } = await client.query<{
    role: string;
    table: string;
    column: string | null;
    privilege: string;
  }>(
    `select r.rolname as role, c.relname as table, a.attname as column, p.privilege
     from pg_roles r
     cross join pg_class c
     cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('REFERENCES')) p (privilege)
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = $1::regnamespace and c.relkind = 'r' and has_column_privilege(r.oid, c.oid, a.attnum, p.privilege)
       and r.rolname in (select "databaseRole" from core.role)
     union all
     select r.rolname, c.relname, null, p.privilege
     from pg_roles r
     cross join pg_class c
     cross join aclexplode(acldefault('r', c.relowner)) as p (grantor, grantee, privilege, is_grantable)
     where p.privilege not in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
       and c.relnamespace = $1::regnamespace and c.relkind = 'r' and has_table_privilege(r.oid, c.oid, p.privilege)
       and r.rolname in (select "databaseRole" from core.role)`,
    [state.schema],
  );
  const line = (...parts: (string | null)[]): string => parts.map((part) => part ?? '*').join(' ');
  const actual = rows.map((row) => line(row.role, row.table, row.column, row.privilege));
  const expected = state.roles.flatMap((role) =>
    state.objects
      .filter(({ isActive }) => isActive)
      .flatMap((object) => {
        const rights = rightsOn(state, role, object.id);
        const columns = [
          ...SYSTEM_COLUMNS.map((name) => ({
            name: name as string,
            read: true,
            update: true,
          })),
          ...state.fields
            .filter((f) => f.objectMetadataId === object.id && f.isActive && hasColumn(f))
            .map((field) => {
              const given = access.get(accessKey(field.id, role.id));
              const { read, update } = given ?? { read: null, update: null };
              return {
                name: columnOf(field as unknown as ModelField),
                read: read ?? true,
                update: update ?? true,
              };
            }),
        ];
        return [
          ...columns.flatMap(({ name, read, update }) =>
            [
              ...(rights.read && read ? ['SELECT'] : []),
              ...(rights.create && update ? ['INSERT'] : []),
              ...((name === 'deletedAt' ? rights.softDelete : rights.update && update)
                ? ['UPDATE']
                : []),
            ].map((privilege) => line(role.databaseRole, object.nameSingular, name, privilege)),
          ),
          ...(rights.destroy ? [line(role.databaseRole, object.nameSingular, null, 'DELETE')] : []),
        ];
      }),
  );
  return [
    ...actual.filter((right) => !expected.includes(right)).map((right) => `too much: ${right}`),
    ...expected.filter((right) => !actual.includes(right)).map((right) => `missing: ${right}`),
  ];
}
