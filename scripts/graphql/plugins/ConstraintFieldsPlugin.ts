/*
 * Gather phase: remembers which fields each constraint and unique index is about,
 * and what it says of them.
 */
import type { PgClass } from 'pg-introspection';
import { ruleOf } from '../rules.ts';
import { wordTag } from '../smart-tags.ts';

/** The fields of one constraint, each with what a CHECK says of it. */
export type ConstrainedFields = readonly {
  readonly name: string;
  readonly rule?: string;
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
      /** By the name of a unique index that is not over all records: over which it is. */
      uniqueAmong?: Readonly<Record<string, 'live' | 'others'>>;
    }
  }
}

/** What introspection.ts adds to the catalog's columns. */
interface Explained {
  /** Of a CHECK. */
  readonly expression?: string | null;
  /** Of a partial unique index. */
  readonly predicate?: string | null;
}

/** The one predicate that the compiler makes, as Postgres prints it. */
const LIVE = '("deletedAt" IS NULL)';

function fieldsOf(
  pgClass: PgClass,
  numbers: readonly number[],
  expression?: string | null,
): ConstrainedFields {
  return numbers.flatMap((number) => {
    const attribute = pgClass.getAttribute({ number });
    if (!attribute) return [];
    const name = attribute.attname;
    if (expression == null) return [{ name }];
    const { tags } = attribute.getTagsAndDescription();
    return [{ name, rule: ruleOf(wordTag(tags, 'fieldType'), expression) }];
  });
}

export const ConstraintFieldsPlugin: GraphileConfig.Plugin = {
  name: 'ConstraintFieldsPlugin',
  version: '1.0.0',
  description: 'Keeps what constraints say of fields for error messages',
  gather: {
    hooks: {
      pgTables_PgResourceOptions(_info, { pgClass, resourceOptions }) {
        const constraints = pgClass.getConstraints().map((constraint) => {
          const { expression } = constraint as Explained;
          return [constraint.conname, fieldsOf(pgClass, constraint.conkey ?? [], expression)];
        });
        const uniques = pgClass
          .getIndexes()
          .filter((index) => index.indisunique)
          .map((index) => ({ index, name: index.getIndexClass()?.relname ?? '' }));
        resourceOptions.extensions = {
          ...resourceOptions.extensions,
          constrainedFields: Object.fromEntries([
            ...constraints,
            ...uniques.map(({ index, name }) => [name, fieldsOf(pgClass, index.indkey)]),
          ]),
          uniqueAmong: Object.fromEntries(
            uniques.flatMap(({ index, name }) => {
              const { predicate } = index as Explained;
              return predicate == null ? [] : [[name, predicate === LIVE ? 'live' : 'others']];
            }),
          ),
        };
      },
    },
  },
};
