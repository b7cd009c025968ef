/*
 * Commands on permissions, of the role USER. They change no record and no metadata beside, so that the
 * model does not keep them: the catalog has to follow, whatever happens to objects and fields.
 */
import { fieldsOf, hasColumn, type Model } from '../state.ts';
import { assignments, type Command, decide, json, type Pick, refuse, text } from '../step.ts';
import type { Json } from '../values.ts';
import { someObject } from './objects.ts';

/** Filters that name no field, which could not be deleted then. */
const FILTERS: readonly Json[] = [
  { position: { gt: 0 } },
  { id: { eq: '$currentWorkspaceMember' } },
  { not: { createdAt: { lt: '2026-01-01T00:00:00Z' } } },
  { or: [{ deletedAt: { is: 'NULL' } }, { position: { in: [1, 2.5] } }] },
];

/** The INSERT of a permission, which changes the one that is there. */
function permit(
  model: Model,
  kind: string,
  on: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): string {
  const all = { ...on, ...values };
  const columns = Object.keys(all).map((column) => `, "${column}"`);
  return `insert into core."${kind}Permission" ("roleId"${columns.join('')})
    select r.id, ${Object.values(all).join(', ')} from core.role r where r."workspaceId" = ${text(model.id)} and r.name = 'USER'
    on conflict ("workspaceId", "roleId", "${Object.keys(on).at(-1)}") do update set ${assignments(values)}`;
}

const flag = (pick: Pick): string => pick.of(['true', 'false', 'null']);

export const permitObject: Command = (model, pick) => {
  const on = { objectMetadataId: text(someObject(model, pick).id) };
  const rights = ['Create', 'Update', 'SoftDelete'].map((right) => [
    `can${right}ObjectRecords`,
    flag(pick),
  ]);
  return decide(model, permit(model, 'object', on, Object.fromEntries(rights)), () => undefined);
};

export const permitField: Command = (model, pick) => {
  const object = someObject(model, pick);
  const field = pick.maybe(fieldsOf(model, object.id));
  if (field === undefined) return undefined;
  const [read, update] = [flag(pick), flag(pick)];
  const on = { objectMetadataId: text(object.id), fieldMetadataId: text(field.id) };
  const sql = permit(model, 'field', on, { canReadFieldValue: read, canUpdateFieldValue: update });
  return decide(model, sql, () => {
    if (!hasColumn(field)) refuse('the field has no column');
    if (read === 'false' && update !== 'false') refuse('it would write what it may not read');
  });
};

export const permitRecords: Command = (model, pick) => {
  const on = { objectMetadataId: text(someObject(model, pick).id) };
  const filters = ['read', 'update', 'softDelete', 'destroy'].map((act) => [
    `${act}Filter`,
    json(pick.chance(0.5) ? pick.of(FILTERS) : null),
  ]);
  return decide(model, permit(model, 'row', on, Object.fromEntries(filters)), () => undefined);
};

export const takeBack: Command = (model, pick) => {
  const kind = pick.of(['object', 'field', 'row']);
  const sql = `delete from core."${kind}Permission" where "workspaceId" = ${text(model.id)} and "objectMetadataId" = ${text(someObject(model, pick).id)}`;
  return decide(model, sql, () => undefined);
};
