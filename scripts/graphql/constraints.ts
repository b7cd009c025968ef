/*
 * Which fields an error of Postgres is about, so that it can name them:
 * constraints are named after ids, and Postgres reports the name alone.
 *
 * An API serves many workspaces, whose constraints have other names in each. So
 * the columns are asked for when there is an error, as its caller; what may be
 * named is the API's own knowledge: an error must not tell of fields that the
 * role may not read.
 */
import type {
  PgCodecWithAttributes,
  PgRegistry,
  PgResource,
  WithPgClient,
} from 'postgraphile/@dataplan/pg';
import { isPostgresError, type PostgresError } from './errors.ts';
import { wordTag } from './smart-tags.ts';

export interface ErrorField {
  readonly name: string;
  /** The type its metadata says. */
  readonly fieldType: string | undefined;
}

/** The fields that an error is about; none where it is about no field, or about one that the role may not read. */
export type ErrorFields = (error: PostgresError) => readonly ErrorField[];

/** $1: a table of the caller's workspace; $2: a constraint or a unique index of it. */
const COLUMNS = /* sql */ `
select a.attname as name
from (
  select conrelid as id, conkey as numbers from pg_catalog.pg_constraint
  where conrelid = to_regclass(quote_ident($1)) and conname = $2
  union
  select indrelid, indkey::int2[] from pg_catalog.pg_index
  where indexrelid = to_regclass(quote_ident($2)) and indrelid = to_regclass(quote_ident($1))
) c
cross join unnest(c.numbers) with ordinality n (number, place)
join pg_catalog.pg_attribute a on (a.attrelid, a.attnum) = (c.id, n.number)
order by n.place`;

const constrained = new WeakMap<Error, readonly string[]>();

/** Whatever fails by a constraint is remembered with the columns that the constraint is about. */
export function rememberingColumns(withPgClient: WithPgClient): WithPgClient {
  return async (settings, callback) => {
    try {
      return await withPgClient(settings, callback);
    } catch (error) {
      if (isPostgresError(error) && error.table && error.constraint) {
        const values = [error.table, error.constraint];
        const { rows } = await withPgClient(settings, (client) =>
          client.query<ErrorField>({ text: COLUMNS, values }),
        );
        constrained.set(
          error,
          rows.map(({ name }) => name),
        );
      }
      throw error;
    }
  };
}

export function errorFields({ pgResources }: PgRegistry): ErrorFields {
  const resources: Readonly<Record<string, PgResource | undefined>> = pgResources;
  return (error) => {
    const resource = resources[error.table ?? ''] as
      | PgResource<string, PgCodecWithAttributes>
      | undefined;
    if (resource?.extensions?.canSelect !== true) return [];
    const { attributes } = resource.codec;
    const names = error.constraint ? constrained.get(error) : error.column && [error.column];
    const fields = [...(names || [])].flatMap((name): ErrorField[] => {
      const { extensions } = attributes[name] ?? { extensions: { canSelect: false } };
      if (extensions?.canSelect === false) return [];
      return [{ name, fieldType: wordTag(extensions?.tags, 'fieldType') }];
    });
    return fields.length === names?.length ? fields : [];
  };
}
