/*
 * Which fields a constraint of the workspace is about, so that an error can name
 * them: constraints are named after ids, and Postgres reports the name alone.
 *
 * Answers for what the role may read: an error must not tell of other fields.
 */
import type { PgCodecWithAttributes, PgRegistry, PgResource } from 'postgraphile/@dataplan/pg';
import type { ConstrainedFields } from './plugins/ConstraintFieldsPlugin.ts';

export interface ReadableFields {
  /** The fields of a constraint or unique index, if all of them are readable. */
  ofConstraint(object: string, constraint: string): ConstrainedFields | undefined;
  has(object: string, field: string): boolean;
}

export function readableFields(registry: PgRegistry): ReadableFields {
  const resources: Readonly<Record<string, PgResource | undefined>> = registry.pgResources;
  const has = (object: string, field: string): boolean => {
    const resource = resources[object] as PgResource<string, PgCodecWithAttributes> | undefined;
    const attribute = resource?.codec.attributes[field];
    return (
      resource?.extensions?.canSelect === true &&
      attribute !== undefined &&
      attribute.extensions?.canSelect !== false
    );
  };
  return {
    has,
    ofConstraint(object, constraint) {
      const fields = resources[object]?.extensions?.constrainedFields?.[constraint];
      return fields?.every(({ name }) => has(object, name)) ? fields : undefined;
    },
  };
}
