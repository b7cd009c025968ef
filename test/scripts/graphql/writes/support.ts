/*
 * The gadgets with what only writing needs: limits, a relation that restricts, one to itself.
 */
import { type Gadgets, startGadgets } from '../gadgets.ts';
import { createField, objectId } from '../support.ts';

export interface WrittenGadgets extends Gadgets {
  /** How many there are, soft-deleted ones too. */
  count(): Promise<number>;
}

export async function startWrittenGadgets(): Promise<WrittenGadgets> {
  const gadgets = await startGadgets({ LOG_LEVEL: 'debug' });
  const { api, caller, schema } = gadgets;
  const [gadget, company] = [await objectId(caller, 'gadget'), await objectId(caller, 'company')];
  const relation = (relationTargetObjectId: string, more: object) => ({
    type: 'RELATION',
    settings: { relationType: 'MANY_TO_ONE', relationTargetObjectId, ...more },
  });
  for (const field of [
    { name: 'note', type: 'TEXT', settings: { maxLength: 20 } },
    { name: 'share', type: 'NUMBER', settings: { precision: 5, scale: 2 } },
    {
      name: 'owner',
      ...relation(company, { relationTargetFieldName: 'owned', onDelete: 'RESTRICT' }),
    },
    { name: 'part', ...relation(gadget, { relationTargetFieldName: 'wholes' }) },
  ]) {
    await createField(caller, gadget, field);
  }
  return {
    ...gadgets,
    async count() {
      return (await api.database.query(`select from ${schema}.gadget`)).length;
    },
  };
}
