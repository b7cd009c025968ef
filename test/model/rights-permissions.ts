/*
 * Random changes of roles and of permissions.
 */
import type { Field } from './rights.ts';
import {
  type Command,
  custom,
  flag,
  maybeFlag,
  someAccess,
  someField,
  someObject,
  someRole,
} from './rights-step.ts';
import { columnOf, hasColumn, type ModelField } from './state.ts';
import { json, type Pick } from './step.ts';
import type { Json } from './values.ts';

/** Of reading and of several ways to write: seldom these without that, which is refused. */
function someRights(pick: Pick, writes: number, others: readonly (boolean | null)[]): string[] {
  const reads = pick.chance(0.75);
  const mayWrite = reads || pick.chance(0.1);
  const given = Array.from({ length: writes }, () => (mayWrite ? pick.of(others) : false));
  return [reads, ...given].map(String);
}

const FLAGS = ['Read', 'Update', 'SoftDelete', 'Destroy'].map((act) => `can${act}AllObjectRecords`);

export const createRole: Command = (state, pick) => {
  const id = pick.id();
  const flags = someRights(pick, 3, [true, false]);
  return {
    sql: `insert into core.role (id, "workspaceId", name, ${FLAGS.map((f) => `"${f}"`).join(', ')})
      values ('${id}', '${state.id}', 'R${id.slice(-3)}', ${flags.join(', ')})`,
    newRole: id,
  };
};

export const changeRole: Command = (state, pick) => {
  const role = someRole(state, pick);
  const flags = someRights(pick, 3, [true, false]);
  return {
    sql: `update core.role set ${FLAGS.map((f, place) => `"${f}" = ${String(flags[place])}`).join(', ')} where id = '${role.id}'`,
  };
};

export const renameRole: Command = (state, pick) => {
  const role = pick.maybe(custom(state));
  if (role === undefined) return undefined;
  return {
    sql: `update core.role set name = 'N${pick.id().slice(-3)}' where id = '${role.id}'`,
  };
};

export const deleteRole: Command = (state, pick) => {
  const role = pick.maybe(custom(state));
  return role && { sql: `delete from core.role where id = '${role.id}'` };
};

export const permitObject: Command = (state, pick) => {
  const object = someObject(state, pick);
  if (object === undefined) return undefined;
  const given = someRights(pick, 4, [true, false, null]);
  const rights = ['Read', 'Create', 'Update', 'SoftDelete', 'Destroy'].map(
    (act, place) => [`"can${act}ObjectRecords"`, String(given[place])] as const,
  );
  return {
    sql: `insert into core."objectPermission" ("roleId", "objectMetadataId", ${rights.map(([name]) => name).join(', ')})
      values ('${someRole(state, pick).id}', '${object.id}', ${rights.map(([, value]) => value).join(', ')})
      on conflict ("workspaceId", "roleId", "objectMetadataId") do update set ${rights.map((r) => r.join(' = ')).join(', ')}`,
  };
};

export const permitField: Command = (state, pick) => {
  const field = someField(state, pick);
  if (field === undefined) return undefined;
  const [role, read, update] = [someRole(state, pick), maybeFlag(pick), maybeFlag(pick)];
  return {
    sql: `insert into core."fieldPermission" ("roleId", "objectMetadataId", "fieldMetadataId", "canReadFieldValue", "canUpdateFieldValue")
      values ('${role.id}', '${field.objectMetadataId}', '${field.id}', ${String(read)}, ${String(update)})
      on conflict ("workspaceId", "roleId", "fieldMetadataId") do update
      set "canReadFieldValue" = excluded."canReadFieldValue", "canUpdateFieldValue" = excluded."canUpdateFieldValue"`,
    permitted: { fieldId: field.id, roleId: role.id, read, update },
  };
};

export const unpermitField: Command = (state, pick) => {
  const field = someField(state, pick);
  const role = someRole(state, pick);
  return (
    field && {
      sql: `delete from core."fieldPermission" where "fieldMetadataId" = '${field.id}' and "roleId" = '${role.id}'`,
      unpermitted: { fieldId: field.id, roleId: role.id },
    }
  );
};

export const unpermit: Command = (state, pick) => {
  const table = pick.of(['objectPermission', 'rowPermission']);
  return {
    sql: `delete from core."${table}" where "roleId" = '${someRole(state, pick).id}'`,
  };
};

function someFilter(fields: readonly Field[], pick: Pick, depth = 0): Json {
  if (depth < 2 && pick.chance(0.35)) {
    const inner = (): Json => someFilter(fields, pick, depth + 1);
    return pick.of<() => Json>([
      () => ({ not: inner() }),
      () => ({ and: [inner(), inner()] }),
      () => ({ or: [inner(), inner()] }),
    ])();
  }
  const field = pick.maybe(fields);
  if (field === undefined || pick.chance(0.2))
    return { deletedAt: { is: pick.of(['NULL', 'NULL', 'NOT_NULL']) } };
  const operators: { [type: string]: Json[] } = {
    TEXT: [{ eq: 'one' }, { in: ['one', 'two'] }, { startsWith: 'o' }, { neq: 'two' }],
    NUMBER: [{ gt: 0 }, { lte: 1, neq: -2 }],
    BOOLEAN: [{ eq: true }, { is: 'NULL' }],
    SELECT: [{ eq: 'A' }, { in: ['A', 'B'] }, { neq: 'B' }],
    RELATION: [
      { eq: '$currentWorkspaceMember' },
      { is: 'NULL' },
      { in: ['$currentWorkspaceMember'] },
    ],
  };
  return {
    [columnOf(field as unknown as ModelField)]: pick.of(operators[field.type] ?? [{ is: 'NULL' }]),
  };
}

export const permitRecords: Command = (state, pick) => {
  const object = someObject(state, pick);
  if (object === undefined) return undefined;
  const fields = state.fields.filter((f) => f.objectMetadataId === object.id && hasColumn(f));
  const filters = ['read', 'update', 'softDelete', 'destroy'].map(
    (act) => [`"${act}Filter"`, json(flag(pick) ? someFilter(fields, pick) : null)] as const,
  );
  return {
    sql: `insert into core."rowPermission" ("roleId", "objectMetadataId", ${filters.map(([name]) => name).join(', ')})
      values ('${someRole(state, pick).id}', '${object.id}', ${filters.map(([, value]) => value).join(', ')})
      on conflict ("workspaceId", "roleId", "objectMetadataId") do update set ${filters.map((f) => f.join(' = ')).join(', ')}`,
  };
};

export const changeAccess: Command = (state, pick) => {
  const field = someField(state, pick);
  if (field === undefined) return undefined;
  const { settings, roles } = someAccess(state, pick);
  return {
    sql: `update core."fieldMetadata" set settings = coalesce(settings, '{}') - '{permissions,accessLevel}'::text[] || ${json(settings)} where id = '${field.id}'`,
    said: { fieldId: field.id, roles },
  };
};
