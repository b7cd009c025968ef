/*
 * All commands; one that is listed more than once is more likely.
 */
import type { Command } from '../step.ts';
import * as fields from './fields.ts';
import * as indexes from './indexes.ts';
import * as objects from './objects.ts';
import * as permissions from './permissions.ts';
import * as records from './records.ts';
import * as relations from './relations.ts';

const often = (command: Command, times: number): Command[] =>
  Array.from({ length: times }, () => command);

export const COMMANDS: readonly Command[] = [
  ...often(objects.createObject, 3),
  objects.renameObject,
  objects.renameObject,
  objects.swapObjects,
  objects.relabelObject,
  objects.switchObject,
  objects.labelObject,
  objects.touchAllObjects,
  objects.deleteObject,
  objects.replaceObject,
  objects.restoreObject,
  objects.restoreObject,
  objects.forgeObject,
  ...often(fields.createFields, 10),
  ...often(fields.changeField, 12),
  ...often(fields.changeOptions, 3),
  fields.swapFields,
  fields.touchAllFields,
  fields.switchField,
  fields.switchField,
  fields.deleteField,
  fields.deleteField,
  fields.deleteFields,
  fields.restoreField,
  fields.restoreField,
  fields.restoreField,
  fields.replaceField,
  fields.succeedField,
  fields.changeEverything,
  fields.mergeFields,
  fields.deleteObjects,
  fields.forgeField,
  ...often(relations.createRelation, 5),
  relations.createRelationRow,
  relations.waitForever,
  relations.changeOnDelete,
  relations.redirectRelation,
  relations.deleteRelation,
  relations.updateRelation,
  ...often(records.insertRecord, 12),
  ...often(records.updateRecord, 4),
  records.softDeleteRecord,
  records.softDeleteRecord,
  records.destroyRecord,
  records.destroyRecord,
  records.purge,
  ...often(indexes.createIndex, 4),
  indexes.updateIndex,
  indexes.deleteIndex,
  ...often(permissions.permitObject, 2),
  ...often(permissions.permitField, 3),
  ...often(permissions.permitRecords, 3),
  permissions.takeBack,
];
