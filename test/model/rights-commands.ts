/*
 * Changes of roles, of permissions and of what they are on. Whether one is refused is the compiler's
 * affair; rights.ts says what has to be true afterwards.
 */
import { type Access, accessKey, type Field, type State } from './rights.ts';
import { columnOf, hasColumn, type ModelField } from './state.ts';
import { json, type Pick, text } from './step.ts';
import type { Json } from './values.ts';

/** What the settings of a field say: who has which rights, by ids of roles. Null where they say nothing. */
type Said = Map<string, string[]> | null;

export interface Change {
  sql: string;
  said?: { fieldId: string; roles: Said };
  permitted?:
    | {
        fieldId: string;
        roleId: string;
        read: boolean | null;
        update: boolean | null;
      }
    | undefined;
  unpermitted?: { fieldId: string; roleId: string };
  newRole?: string;
}
type Command = (state: State, pick: Pick) => Change | undefined;

/** Keeps what was said of fields, as docs/permissions.md has it. */
export function act(
  change: Change,
  state: State,
  settings: Map<string, Map<string, string[]>>,
  access: Access,
): void {
  const say = (fieldId: string, roleId: string, given: readonly string[]): void => {
    access.set(accessKey(fieldId, roleId), {
      read: given.includes('READ'),
      update: given.includes('WRITE'),
    });
  };
  if (change.said !== undefined) {
    const { fieldId, roles } = change.said;
    for (const role of state.roles) access.delete(accessKey(fieldId, role.id));
    settings.delete(fieldId);
    if (roles !== null) {
      settings.set(fieldId, roles);
      for (const role of state.roles)
        if (role.name !== 'ADMIN') say(fieldId, role.id, roles.get(role.id) ?? []);
    }
  }
  if (change.permitted !== undefined) {
    const { fieldId, roleId, read, update } = change.permitted;
    access.set(accessKey(fieldId, roleId), { read, update });
  }
  if (change.unpermitted !== undefined)
    access.delete(accessKey(change.unpermitted.fieldId, change.unpermitted.roleId));
  if (change.newRole !== undefined)
    for (const fieldId of settings.keys()) say(fieldId, change.newRole, []);
}

const flag = (pick: Pick): boolean => pick.chance(0.5);
const maybeFlag = (pick: Pick): boolean | null => pick.of([true, true, false, null]);
const someObject = (state: State, pick: Pick): State['objects'][number] | undefined =>
  pick.maybe(state.objects.filter(({ nameSingular }) => /^(alpha|beta)/.test(nameSingular)));
const custom = (state: State): State['roles'] =>
  state.roles.filter(({ name }) => !['ADMIN', 'MANAGER', 'USER'].includes(name));
/** A field, every other time one that settings, or the filter of a row permission, say something of. */
function someField(state: State, pick: Pick): Field | undefined {
  const object = someObject(state, pick);
  const fields = state.fields.filter((field) => field.objectMetadataId === object?.id);
  const filters = JSON.stringify(
    state.rowPermissions.filter((row) => row.objectMetadataId === object?.id),
  );
  const told = fields.filter(
    (field) =>
      field.settings?.permissions !== undefined ||
      field.settings?.accessLevel !== undefined ||
      filters.includes(`"${columnOf(field as unknown as ModelField)}":`),
  );
  return pick.maybe(told.length > 0 && flag(pick) ? told : fields);
}

/** Settings of rights, and what they say. */
function someAccess(state: State, pick: Pick): { settings: { [key: string]: Json }; roles: Said } {
  if (pick.chance(0.2)) return { settings: {}, roles: null };
  const roles = state.roles.filter(() => flag(pick));
  const one = pick.maybe(roles);
  if (one !== undefined && pick.chance(0.3))
    return {
      settings: { accessLevel: one.name },
      roles: new Map([[one.id, ['READ', 'WRITE']]]),
    };
  const given = roles.map((role) => ({
    role,
    list: pick.of([['READ'], ['READ', 'WRITE'], []]),
  }));
  return {
    settings: {
      permissions: Object.fromEntries(given.map(({ role, list }) => [role.name, list])),
    },
    roles: new Map(given.map(({ role, list }) => [role.id, list])),
  };
}

/** Of reading and of several ways to write: seldom these without that, which is refused. */
function someRights(pick: Pick, writes: number, others: readonly (boolean | null)[]): string[] {
  const reads = pick.chance(0.75);
  const mayWrite = reads || pick.chance(0.1);
  const given = Array.from({ length: writes }, () => (mayWrite ? pick.of(others) : false));
  return [reads, ...given].map(String);
}

const FLAGS = ['Read', 'Update', 'SoftDelete', 'Destroy'].map((act) => `can${act}AllObjectRecords`);

const createRole: Command = (state, pick) => {
  const id = pick.id();
  const flags = someRights(pick, 3, [true, false]);
  return {
    sql: `insert into core.role (id, "workspaceId", name, ${FLAGS.map((f) => `"${f}"`).join(', ')})
      values ('${id}', '${state.id}', 'R${id.slice(-3)}', ${flags.join(', ')})`,
    newRole: id,
  };
};

const changeRole: Command = (state, pick) => {
  const role = pick.of(state.roles);
  const flags = someRights(pick, 3, [true, false]);
  return {
    sql: `update core.role set ${FLAGS.map((f, place) => `"${f}" = ${String(flags[place])}`).join(', ')} where id = '${role.id}'`,
  };
};

const renameRole: Command = (state, pick) => {
  const role = pick.maybe(custom(state));
  if (role === undefined) return undefined;
  return {
    sql: `update core.role set name = 'N${pick.id().slice(-3)}' where id = '${role.id}'`,
  };
};

const deleteRole: Command = (state, pick) => {
  const role = pick.maybe(custom(state));
  return role && { sql: `delete from core.role where id = '${role.id}'` };
};

const permitObject: Command = (state, pick) => {
  const object = someObject(state, pick);
  if (object === undefined) return undefined;
  const given = someRights(pick, 4, [true, false, null]);
  const rights = ['Read', 'Create', 'Update', 'SoftDelete', 'Destroy'].map(
    (act, place) => [`"can${act}ObjectRecords"`, String(given[place])] as const,
  );
  return {
    sql: `insert into core."objectPermission" ("roleId", "objectMetadataId", ${rights.map(([name]) => name).join(', ')})
      values ('${pick.of(state.roles).id}', '${object.id}', ${rights.map(([, value]) => value).join(', ')})
      on conflict ("workspaceId", "roleId", "objectMetadataId") do update set ${rights.map((r) => r.join(' = ')).join(', ')}`,
  };
};

const permitField: Command = (state, pick) => {
  const field = someField(state, pick);
  if (field === undefined) return undefined;
  const [role, read, update] = [pick.of(state.roles), maybeFlag(pick), maybeFlag(pick)];
  return {
    sql: `insert into core."fieldPermission" ("roleId", "objectMetadataId", "fieldMetadataId", "canReadFieldValue", "canUpdateFieldValue")
      values ('${role.id}', '${field.objectMetadataId}', '${field.id}', ${String(read)}, ${String(update)})
      on conflict ("workspaceId", "roleId", "fieldMetadataId") do update
      set "canReadFieldValue" = excluded."canReadFieldValue", "canUpdateFieldValue" = excluded."canUpdateFieldValue"`,
    permitted: { fieldId: field.id, roleId: role.id, read, update },
  };
};

const unpermitField: Command = (state, pick) => {
  const field = someField(state, pick);
  const role = pick.of(state.roles);
  return (
    field && {
      sql: `delete from core."fieldPermission" where "fieldMetadataId" = '${field.id}' and "roleId" = '${role.id}'`,
      unpermitted: { fieldId: field.id, roleId: role.id },
    }
  );
};

const unpermit: Command = (state, pick) => {
  const table = pick.of(['objectPermission', 'rowPermission']);
  return {
    sql: `delete from core."${table}" where "roleId" = '${pick.of(state.roles).id}'`,
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

const permitRecords: Command = (state, pick) => {
  const object = someObject(state, pick);
  if (object === undefined) return undefined;
  const fields = state.fields.filter((f) => f.objectMetadataId === object.id && hasColumn(f));
  const filters = ['read', 'update', 'softDelete', 'destroy'].map(
    (act) => [`"${act}Filter"`, json(flag(pick) ? someFilter(fields, pick) : null)] as const,
  );
  return {
    sql: `insert into core."rowPermission" ("roleId", "objectMetadataId", ${filters.map(([name]) => name).join(', ')})
      values ('${pick.of(state.roles).id}', '${object.id}', ${filters.map(([, value]) => value).join(', ')})
      on conflict ("workspaceId", "roleId", "objectMetadataId") do update set ${filters.map((f) => f.join(' = ')).join(', ')}`,
  };
};

const changeAccess: Command = (state, pick) => {
  const field = someField(state, pick);
  if (field === undefined) return undefined;
  const { settings, roles } = someAccess(state, pick);
  return {
    sql: `update core."fieldMetadata" set settings = coalesce(settings, '{}') - '{permissions,accessLevel}'::text[] || ${json(settings)} where id = '${field.id}'`,
    said: { fieldId: field.id, roles },
  };
};

const createField: Command = (state, pick) => {
  const object = someObject(state, pick);
  if (object === undefined) return undefined;
  const id = pick.id();
  const { settings, roles } = someAccess(state, pick);
  return {
    sql: `insert into core."fieldMetadata" (id, "objectMetadataId", name, type, settings)
      values ('${id}', '${object.id}', ${text(pick.of(['title', 'extra', 'more']))}, 'TEXT', ${json(settings)})`,
    said: { fieldId: id, roles },
  };
};

const relate: Command = (state, pick) => {
  const [from, to] = [someObject(state, pick), someObject(state, pick)];
  if (from === undefined || to === undefined) return undefined;
  const settings: Json = pick.chance(0.3)
    ? { relationType: 'MANY_TO_MANY', relationTargetObjectId: to.id }
    : {
        relationType: 'MANY_TO_ONE',
        relationTargetObjectId: to.id,
        onDelete: pick.of(['CASCADE', 'CASCADE', 'SET_NULL']),
      };
  return {
    sql: `insert into core."fieldMetadata" ("objectMetadataId", name, type, settings)
      values ('${from.id}', 'to${pick.id().slice(-3)}', 'RELATION', ${json(settings)})`,
  };
};

const renameField: Command = (state, pick) => {
  const field = someField(state, pick);
  const name = pick.of(['title', 'renamed', 'another', 'state']);
  return (
    field && {
      sql: `update core."fieldMetadata" set name = '${name}' where id = '${field.id}'`,
    }
  );
};

const switchField: Command = (state, pick) => {
  const field = someField(state, pick);
  return (
    field && {
      sql: `update core."fieldMetadata" set "isActive" = not "isActive" where id = '${field.id}'`,
    }
  );
};

const deleteField: Command = (state, pick) => {
  const field = someField(state, pick);
  return (
    field && {
      sql: `delete from core."fieldMetadata" where id = '${field.id}'`,
    }
  );
};

/** One goes, and another gets its name in the same statement. */
const succeedField: Command = (state, pick) => {
  const gone = someField(state, pick);
  const next = pick.maybe(
    state.fields.filter(
      (field) =>
        field.objectMetadataId === gone?.objectMetadataId &&
        field.type === gone.type &&
        field.id !== gone.id,
    ),
  );
  if (gone === undefined || next === undefined) return undefined;
  return {
    sql: `with gone as (delete from core."fieldMetadata" where id = '${gone.id}')
      update core."fieldMetadata" set name = ${text(gone.name)} where id = '${next.id}'`,
  };
};

const restoreField: Command = (state, pick) => {
  const id = pick.maybe(state.deletedFields);
  return id === undefined ? undefined : { sql: `select core.restore_field('${id}')` };
};

const switchObject: Command = (state, pick) => {
  const object = someObject(state, pick);
  return (
    object && {
      sql: `update core."objectMetadata" set "isActive" = not "isActive" where id = '${object.id}'`,
    }
  );
};

const renameObject: Command = (state, pick) => {
  const object = someObject(state, pick);
  if (object === undefined) return undefined;
  const name = `${object.nameSingular.slice(0, object.nameSingular.startsWith('beta') ? 4 : 5)}${pick.id().slice(-3)}`;
  return {
    sql: `update core."objectMetadata" set "nameSingular" = '${name}x', "namePlural" = '${name}y' where id = '${object.id}'`,
  };
};

const deleteObject: Command = (state, pick) => {
  const object = someObject(state, pick);
  return (
    object && {
      sql: `with relation as (delete from core."fieldMetadata" where "objectMetadataId" = '${object.id}' and type = 'RELATION')
        delete from core."objectMetadata" where id = '${object.id}'`,
    }
  );
};

const restoreObject: Command = (state, pick) => {
  const id = pick.maybe(state.deletedObjects);
  return id === undefined ? undefined : { sql: `select core.restore_object('${id}')` };
};

const times = (count: number, command: Command): Command[] =>
  Array.from({ length: count }, () => command);

export const COMMANDS: readonly Command[] = [
  ...times(3, createRole),
  changeRole,
  renameRole,
  deleteRole,
  ...times(2, permitObject),
  permitField,
  unpermitField,
  unpermit,
  ...times(5, permitRecords),
  ...times(2, changeAccess),
  createField,
  relate,
  renameField,
  switchField,
  ...times(2, deleteField),
  ...times(3, succeedField),
  ...times(4, restoreField),
  switchObject,
  renameObject,
  deleteObject,
  ...times(2, restoreObject),
];
