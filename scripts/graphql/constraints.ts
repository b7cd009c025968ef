/*
 * Which fields a constraint of the workspace is about, and what it says of them, so
 * that an error can: constraints are named after ids, and Postgres reports the name
 * alone.
 *
 * Answers for what the role may read: an error must not tell of other fields.
 */
import type { PgCodecWithAttributes, PgRegistry, PgResource } from 'postgraphile/@dataplan/pg';
import type { ErrorCode, PostgresError, PublicError, WriteFacts } from './errors.ts';
import { inWords } from './misfits.ts';
import type { ConstrainedFields } from './plugins/ConstraintFieldsPlugin.ts';
import { ruleOf } from './rules.ts';

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

/** An error that is about one or several fields, in words; undefined where none may be named. */
export function constraintMessage(
  error: PostgresError,
  readable: ReadableFields | undefined,
  facts: WriteFacts,
): PublicError | undefined {
  const { table, constraint, column } = error;
  const { object, fields: unfit } = facts;
  if (object !== undefined && unfit?.every((name) => readable?.has(object, name))) {
    return ofFields('BAD_USER_INPUT', object, unfit, `: ${inWords(error)}`);
  }
  if (error.code === '23502' && table && column && readable?.has(table, column)) {
    return ofFields('BAD_USER_INPUT', table, [column], ' must not be null');
  }
  const fields = table && constraint ? readable?.ofConstraint(table, constraint) : undefined;
  if (!fields || fields.length === 0 || !table) return undefined;
  const names = fields.map(({ name }) => name);
  switch (error.code) {
    case '23505': {
      const message = `Another ${table} has this ${names.join(', ')}.`;
      return { message, extensions: { code: 'CONFLICT', object: table, fields: names } };
    }
    case '23514':
      return ofFields(
        'BAD_USER_INPUT',
        table,
        names,
        ` ${fields[0]?.rule ?? ruleOf(undefined, undefined)}`,
      );
    // Postgres 18 has a code of its own for what ON DELETE RESTRICT refuses.
    case '23001':
    case '23503': {
      const says =
        error.code === '23001' || facts.isInUse
          ? ' still names this record'
          : ' names a record that does not exist';
      return ofFields('BAD_USER_INPUT', table, names, says);
    }
    default:
      return undefined;
  }
}

function ofFields(
  code: ErrorCode,
  object: string,
  fields: readonly string[],
  says: string,
): PublicError {
  return {
    message: `${object}.${fields.join(', ')}${says}.`,
    extensions: { code, object, fields },
  };
}
