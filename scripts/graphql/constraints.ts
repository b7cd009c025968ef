/*
 * Which fields a constraint of the workspace is about, so that an error can name
 * them: constraints are named after ids, and Postgres reports the name alone.
 */
import type { PgRegistry, PgResource } from 'postgraphile/@dataplan/pg';
import type { ConstrainedFields } from './plugins/ConstraintFieldsPlugin.ts';

/** The fields of a constraint or unique index of `object`, or undefined where it is not known. */
export type ConstraintRegistry = (
  object: string,
  constraint: string,
) => ConstrainedFields | undefined;

export function constraintRegistry(registry: PgRegistry): ConstraintRegistry {
  const resources: Readonly<Record<string, PgResource | undefined>> = registry.pgResources;
  return (object, constraint) => resources[object]?.extensions?.constrainedFields?.[constraint];
}
