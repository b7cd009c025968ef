/*
 * Gather phase: remembers which fields each constraint and unique index is about.
 */
import { wordTag } from '../smart-tags.ts';

/** The fields of one constraint, each with the type its metadata says. */
export type ConstrainedFields = readonly {
  readonly name: string;
  readonly fieldType: string | undefined;
}[];

declare global {
  namespace GraphileConfig {
    interface Plugins {
      ConstraintFieldsPlugin: true;
    }
  }
  namespace DataplanPg {
    interface PgResourceExtensions {
      /** By the name of the constraint or unique index. */
      constrainedFields?: Readonly<Record<string, ConstrainedFields>>;
    }
  }
}

export const ConstraintFieldsPlugin: GraphileConfig.Plugin = {
  name: 'ConstraintFieldsPlugin',
  version: '1.0.0',
  description: 'Keeps the fields of constraints for error messages',
  gather: {
    hooks: {
      pgTables_PgResourceOptions(_info, { pgClass, resourceOptions }) {
        const fields = (numbers: readonly number[]): ConstrainedFields =>
          numbers.flatMap((number) => {
            const attribute = pgClass.getAttribute({ number });
            if (!attribute) return [];
            const { tags } = attribute.getTagsAndDescription();
            return [{ name: attribute.attname, fieldType: wordTag(tags, 'fieldType') }];
          });
        const constraints = pgClass
          .getConstraints()
          .map(({ conname, conkey }) => [conname, fields(conkey ?? [])]);
        const uniques = pgClass
          .getIndexes()
          .filter((index) => index.indisunique)
          .map((index) => [index.getIndexClass()?.relname, fields(index.indkey)]);
        resourceOptions.extensions = {
          ...resourceOptions.extensions,
          constrainedFields: Object.fromEntries([...constraints, ...uniques]),
        };
      },
    },
  },
};
