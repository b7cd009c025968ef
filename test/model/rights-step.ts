/*
 * A random change of who may do what: SQL, and what it says of fields. Whether it is refused is the
 * compiler's affair; rights.ts and rights-records.ts say what has to be true afterwards.
 */
import { type Access, accessKey, type Field, type State } from './rights.ts';
import { columnOf, type ModelField } from './state.ts';
import type { Pick } from './step.ts';
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
export type Command = (state: State, pick: Pick) => Change | undefined;

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

export const flag = (pick: Pick): boolean => pick.chance(0.5);
export const maybeFlag = (pick: Pick): boolean | null => pick.of([true, true, false, null]);
export const someObject = (state: State, pick: Pick): State['objects'][number] | undefined =>
  pick.maybe(state.objects.filter(({ nameSingular }) => /^(alpha|beta)/.test(nameSingular)));
export const custom = (state: State): State['roles'] =>
  state.roles.filter(({ name }) => !['ADMIN', 'MANAGER', 'USER'].includes(name));
/** A role, seldom ADMIN, of which everything is refused. */
export const someRole = (state: State, pick: Pick): State['roles'][number] =>
  pick.of(pick.chance(0.1) ? state.roles : state.roles.filter(({ name }) => name !== 'ADMIN'));

/** A field, every other time one that settings, or the filter of a row permission, say something of. */
export function someField(state: State, pick: Pick): Field | undefined {
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
export function someAccess(
  state: State,
  pick: Pick,
): { settings: { [key: string]: Json }; roles: Said } {
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
