/*
 * Random changes of what permissions are on, and all commands of this test.
 */
import * as permissions from './rights-permissions.ts';
import { type Command, someAccess, someField, someObject, someRole } from './rights-step.ts';
import { columnOf, hasColumn, type ModelField } from './state.ts';
import { json, text } from './step.ts';
import type { Json } from './values.ts';

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
  const relationType = pick.of(['MANY_TO_ONE', 'ONE_TO_MANY', 'ONE_TO_ONE', 'MANY_TO_MANY']);
  const settings: Json = {
    relationType,
    relationTargetObjectId: to.id,
    ...(relationType === 'MANY_TO_MANY' ? {} : { onDelete: pick.of(['CASCADE', 'SET_NULL']) }),
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

const retypeField: Command = (state, pick) => {
  const field = someField(state, pick);
  if (field === undefined || field.type === 'RELATION') return undefined;
  const type = pick.of(['TEXT', 'TEXT', 'BOOLEAN', 'EMAIL']);
  return {
    sql: `update core."fieldMetadata" set type = '${type}', settings = settings - '{dataType,options}'::text[] where id = '${field.id}'`,
  };
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

/** With its relations to others, which do not come back with it; with the row permissions that may name these. */
const deleteObject: Command = (state, pick) => {
  const object = someObject(state, pick);
  return (
    object && {
      sql: `delete from core."rowPermission" p where "objectMetadataId" = '${object.id}' and ${String(pick.chance(0.7))} and p::text ~ 'Id"';
        with relation as (delete from core."fieldMetadata" where "objectMetadataId" = '${object.id}' and type = 'RELATION')
        delete from core."objectMetadata" where id = '${object.id}'`,
    }
  );
};

const restoreObject: Command = (state, pick) => {
  const id = pick.maybe(state.deletedObjects);
  return id === undefined ? undefined : { sql: `select core.restore_object('${id}')` };
};

/** What a workspace is already. */
const applyOwnBlueprint: Command = ({ id }) => ({
  sql: `select core.apply_blueprint('${id}', core.export_blueprint('${id}'))`,
});

/** What a superuser does by hand is mended. */
const damage: Command = (state, pick) => {
  const object = someObject(state, pick);
  if (object === undefined) return undefined;
  const table = `${state.schema}."${object.nameSingular}"`;
  const role = someRole(state, pick).databaseRole;
  const column = pick.maybe(
    state.fields.filter((f) => f.objectMetadataId === object.id && hasColumn(f)),
  );
  const sql = pick.of([
    `grant all on ${table} to ${role}`,
    `grant select on ${table} to public`,
    `revoke all on ${table} from ${role}`,
    `alter table ${table} disable row level security`,
    `create policy mine on ${table} to ${role} using (true)`,
    `do $$ declare p text; begin for p in select polname from pg_policy where polrelid = '${table}'::regclass loop
      execute format('drop policy %I on ${table}', p); end loop; end $$`,
    `alter table ${table} disable trigger all`,
    ...(column === undefined
      ? []
      : [`grant select ("${columnOf(column as unknown as ModelField)}") on ${table} to ${role}`]),
  ]);
  return { sql: `${sql};\nselect core.repair('${state.id}')` };
};
const times = (count: number, command: Command): Command[] =>
  Array.from({ length: count }, () => command);

export const COMMANDS: readonly Command[] = [
  ...times(3, permissions.createRole),
  permissions.changeRole,
  permissions.renameRole,
  permissions.deleteRole,
  ...times(2, permissions.permitObject),
  permissions.permitField,
  permissions.unpermitField,
  permissions.unpermit,
  ...times(5, permissions.permitRecords),
  ...times(2, permissions.changeAccess),
  createField,
  relate,
  renameField,
  retypeField,
  applyOwnBlueprint,
  ...times(2, damage),
  switchField,
  ...times(2, deleteField),
  ...times(3, succeedField),
  ...times(4, restoreField),
  switchObject,
  renameObject,
  ...times(2, deleteObject),
  ...times(3, restoreObject),
];
