/*
 * Which system columns a client may write: the id and createdAt of a new record
 * (imports keep both) and its position; of an existing one the position alone.
 */
declare global {
  namespace GraphileConfig {
    interface Plugins {
      WritableFieldsPlugin: true;
    }
  }
}

const NOT_INSERTABLE = new Set(['updatedAt', 'deletedAt']);
const NOT_UPDATABLE = new Set(['id', 'createdAt', 'updatedAt', 'deletedAt']);

/** Whether clients may change the column of an existing record. */
export function isUpdatable(name: string): boolean {
  return !NOT_UPDATABLE.has(name);
}

export const WritableFieldsPlugin: GraphileConfig.Plugin = {
  name: 'WritableFieldsPlugin',
  version: '1.0.0',
  description: 'Keeps system columns out of the input types',
  schema: {
    entityBehavior: {
      pgCodecAttribute: {
        override(behavior, [, name]) {
          const refused: GraphileBuild.BehaviorString[] = [behavior];
          if (NOT_INSERTABLE.has(name)) refused.push('-attribute:insert');
          if (!isUpdatable(name)) refused.push('-attribute:update');
          return refused;
        },
      },
    },
  },
};
