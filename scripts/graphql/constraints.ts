/*
 * Which fields an error of Postgres is about, and what it says of them, so that it
 * can be told: constraints are named after ids, and Postgres reports the name alone.
 *
 * An API serves many workspaces, whose constraints have other names in each. So a
 * constraint is asked for when there is an error, as its caller; what may be named
 * is the API's own knowledge: an error must not tell of fields that the role may
 * not read.
 */
import type {
  PgCodecWithAttributes,
  PgRegistry,
  PgResource,
  WithPgClient,
} from 'postgraphile/@dataplan/pg';
import {
  type ErrorCode,
  isPostgresError,
  type PostgresError,
  type PublicError,
  type WriteFacts,
} from './errors.ts';
import { inWords } from './misfits.ts';
import { ruleOf } from './rules.ts';
import { wordTag } from './smart-tags.ts';

/** A constraint or a unique index, as Postgres prints it. */
export interface Constraint {
  readonly columns: readonly string[];
  /** What a CHECK says. */
  readonly expression: string | null;
  /** Over which records a unique index is, if not over all. */
  readonly predicate: string | null;
}

/** $1: a table of the caller's workspace; $2: a constraint or a unique index of it. */
const CONSTRAINT = /* sql */ `
select
  array(
    select a.attname::text from unnest(c.numbers) with ordinality n (number, place)
    join pg_catalog.pg_attribute a on (a.attrelid, a.attnum) = (c.id, n.number)
    order by n.place) as columns,
  c.expression, c.predicate
from (
  select conrelid as id, conkey as numbers, pg_get_expr(conbin, conrelid) as expression, null as predicate
  from pg_catalog.pg_constraint
  where conrelid = to_regclass(quote_ident($1)) and conname = $2
  union all
  select indrelid, indkey::int2[], null, pg_get_expr(indpred, indrelid)
  from pg_catalog.pg_index
  where indexrelid = to_regclass(quote_ident($2)) and indrelid = to_regclass(quote_ident($1))
) c`;

const constraints = new WeakMap<Error, Constraint>();

/** The constraint that an error is about, if it is about one and came by rememberingConstraints(). */
export function constraintOf(error: Error): Constraint | undefined {
  return constraints.get(error);
}

/** Whatever fails by a constraint is remembered with it. */
export function rememberingConstraints(withPgClient: WithPgClient): WithPgClient {
  return async (settings, callback) => {
    try {
      return await withPgClient(settings, callback);
    } catch (error) {
      if (isPostgresError(error) && error.table && error.constraint) {
        const values = [error.table, error.constraint];
        const { rows } = await withPgClient(settings, (client) =>
          client.query<Constraint>({ text: CONSTRAINT, values }),
        );
        if (rows[0]) constraints.set(error, rows[0]);
      }
      throw error;
    }
  };
}

export interface ErrorField {
  readonly name: string;
  /** The type its metadata says. */
  readonly fieldType: string | undefined;
}

/** What errors may tell of fields: of those alone that the role may read. */
export interface ErrorFields {
  /** Those that an error is about; none if one of them may not be named. */
  of(error: PostgresError): readonly ErrorField[];
  has(object: string, field: string): boolean;
}

export function errorFields({ pgResources }: PgRegistry): ErrorFields {
  const resources: Readonly<Record<string, PgResource | undefined>> = pgResources;
  const find = (object: string, name: string): ErrorField | undefined => {
    const resource = resources[object] as PgResource<string, PgCodecWithAttributes> | undefined;
    const attribute = resource?.codec.attributes[name];
    if (!attribute || !resource?.extensions?.canSelect) return undefined;
    if (attribute.extensions?.canSelect === false) return undefined;
    return { name, fieldType: wordTag(attribute.extensions?.tags, 'fieldType') };
  };
  return {
    has: (object, field) => find(object, field) !== undefined,
    of(error) {
      const { table = '', column } = error;
      const names = constraintOf(error)?.columns ?? (column ? [column] : []);
      const fields = names.flatMap((name) => find(table, name) ?? []);
      return fields.length === names.length ? fields : [];
    },
  };
}

/** An error that is about one or several fields, in words; undefined where none may be named. */
export function constraintMessage(
  error: PostgresError,
  known: ErrorFields | undefined,
  facts: WriteFacts,
): PublicError | undefined {
  const { table } = error;
  const { object, fields: unfit } = facts;
  if (object !== undefined && unfit?.every((name) => known?.has(object, name))) {
    return ofFields('BAD_USER_INPUT', object, unfit, `: ${inWords(error)}`);
  }
  const fields = known?.of(error) ?? [];
  if (fields.length === 0 || !table) return undefined;
  const names = fields.map(({ name }) => name);
  switch (error.code) {
    case '23502':
      return ofFields('BAD_USER_INPUT', table, names, ' must not be null');
    case '23505': {
      const message = `Another ${table} has this ${names.join(', ')}.`;
      return { message, extensions: { code: 'CONFLICT', object: table, fields: names } };
    }
    case '23514': {
      const rule = ruleOf(fields[0]?.fieldType, constraintOf(error)?.expression ?? undefined);
      return ofFields('BAD_USER_INPUT', table, names, ` ${rule}`);
    }
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
