/*
 * A workspace with everything that the API can show, and with what it must not show.
 */
import type { TestDatabase } from '../../support/database.ts';
import { EVERY_TYPE } from '../../support/every-type.ts';
import {
  createFields,
  createObject,
  type NewField,
  type Workspace,
} from '../../support/workspaces.ts';

/** Fields of every type, relations of every kind; some of it switched off, deleted, or not for USER. */
export async function makeEveryShape(database: TestDatabase, workspace: Workspace): Promise<void> {
  const part = await createObject(database, workspace, 'part', [{ name: 'code', type: 'TEXT' }]);
  const thing = await createObject(database, workspace, 'thing', EVERY_TYPE);
  const relation = (name: string, relationType: string, target = part): NewField => ({
    name,
    type: 'RELATION',
    description: `What is ${name}`,
    settings: {
      relationType,
      relationTargetObjectId: target,
      relationTargetFieldName: `${name}Of`,
    },
  });
  await createFields(database, thing, [
    relation('holder', 'MANY_TO_ONE'),
    relation('pieces', 'ONE_TO_MANY'),
    relation('twin', 'ONE_TO_ONE'),
    relation('friends', 'MANY_TO_MANY'),
    relation('parent', 'MANY_TO_ONE', thing),
    relation('former', 'MANY_TO_ONE'),
    { name: 'gone', type: 'TEXT' },
    { name: 'off', type: 'TEXT' },
    { name: 'last', type: 'TEXT', isUnique: true, isNullable: false, defaultValue: 'x' },
  ]);
  await createObject(database, workspace, 'ruin', [{ name: 'age', type: 'TEXT' }]);
  await createObject(database, workspace, 'ghost', [relation('house', 'MANY_TO_ONE', thing)]);
  await database.query(
    `update core."fieldMetadata" set "isActive" = false
     where "objectMetadataId" = $1 and name in ('off', 'former')`,
    [thing],
  );
  await database.query(
    `delete from core."fieldMetadata" where "objectMetadataId" = $1 and name = 'gone'`,
    [thing],
  );
  for (const sql of [
    `update core."objectMetadata" set "isActive" = false where "workspaceId" = $1 and "nameSingular" = 'ghost'`,
    `delete from core."objectMetadata" where "workspaceId" = $1 and "nameSingular" = 'ruin'`,
  ]) {
    await database.query(sql, [workspace.id]);
  }
  await database.query(`
    revoke all on ${workspace.schema}.part from ${workspace.roles.USER};
    grant select (id, code, "createdAt", "deletedAt"), update (code) on ${workspace.schema}.part
      to ${workspace.roles.USER}`);
}
