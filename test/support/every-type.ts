/*
 * Fields of every type, with the settings that change what is emitted.
 */
import type { NewField, Workspace } from './workspaces.ts';

const options = ['A', `it's "B"`].map((value) => ({ value, label: value }));

/** Plain fields, one or more of each type but RELATION. */
export const EVERY_TYPE: readonly NewField[] = [
  {
    name: 'text',
    type: 'TEXT',
    settings: { maxLength: 80 },
    defaultValue: `it's`,
    description: 'x',
  },
  { name: 'unique', type: 'TEXT', isUnique: true },
  { name: 'number', type: 'NUMBER', settings: { precision: 9, scale: 2, min: -1, max: 1.5 } },
  { name: 'whole', type: 'NUMBER', settings: { dataType: 'int', min: 1 }, isUnique: true },
  { name: 'big', type: 'NUMBER', settings: { dataType: 'bigint' } },
  { name: 'float', type: 'NUMBER', settings: { dataType: 'float' } },
  { name: 'boolean', type: 'BOOLEAN', isNullable: false, defaultValue: true },
  { name: 'date', type: 'DATE', defaultValue: 'today' },
  { name: 'moment', type: 'DATE_TIME', defaultValue: 'now' },
  { name: 'choice', type: 'SELECT', settings: { options }, defaultValue: 'A' },
  { name: 'choices', type: 'MULTI_SELECT', settings: { options }, defaultValue: ['A'] },
  { name: 'email', type: 'EMAIL', isUnique: true },
  { name: 'phone', type: 'PHONE' },
  { name: 'url', type: 'URL' },
  { name: 'rating', type: 'RATING', settings: { max: 3 } },
  { name: 'currency', type: 'CURRENCY', settings: { currencyCode: 'EUR', precision: 9, scale: 2 } },
];

/** Relations of every direction and rule, to a standard object. */
export async function everyRelation(workspace: Workspace): Promise<readonly NewField[]> {
  const relationTargetObjectId = await workspace.objectId('company');
  return ['MANY_TO_ONE', 'ONE_TO_MANY'].flatMap((relationType) =>
    ['SET_NULL', 'CASCADE', 'RESTRICT'].map((onDelete) => ({
      name: `${relationType === 'MANY_TO_ONE' ? 'one' : 'many'}${onDelete[0]}`,
      type: 'RELATION',
      description: 'A relation',
      settings: {
        relationType,
        relationTargetObjectId,
        onDelete,
        relationTargetFieldName: `inverse${relationType[0]}${onDelete[0]}${crypto.randomUUID().slice(0, 8)}`,
      },
    })),
  );
}
