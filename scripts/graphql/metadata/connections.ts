/*
 * Lists of metadata rows: paging by CursorPaging and a filter, objects, fields and
 * indexes in the order they were given, roles by name.
 */
import { type PgResource, type PgSelectStep, TYPES } from 'postgraphile/@dataplan/pg';
import {
  type ConnectionStep,
  connection,
  type FieldArgs,
  lambda,
  SafeError,
  type Step,
} from 'postgraphile/grafast';
import { sql } from 'postgraphile/pg-sql2';
import { PAGE_SIZE_MAX } from '../limits.ts';
import { applyFilter } from './filters.ts';

type Select = PgSelectStep<PgResource>;
export type Connection = ConnectionStep<unknown>;

/** Metadata is small: without first or last a page is as large as it may be. */
function pageSize([count, other]: readonly [number | null | undefined, number | null | undefined]):
  | number
  | null {
  if (count == null) return other == null ? PAGE_SIZE_MAX : null;
  if (other != null || count < 0 || count > PAGE_SIZE_MAX) {
    throw new SafeError(`paging takes first or last, from 0 to ${PAGE_SIZE_MAX}.`, {
      code: 'BAD_USER_INPUT',
    });
  }
  return count;
}

/** A page of `$select`, as the arguments filter and paging say. */
export function page($select: Select, fieldArgs: FieldArgs): Connection {
  applyFilter($select, fieldArgs);
  const attribute = 'ordinal' in ($select.resource.codec.attributes ?? {}) ? 'ordinal' : 'name';
  $select.orderBy({ attribute, direction: 'ASC' });
  const $connection = connection($select) as unknown as Connection;
  const $first: Step = fieldArgs.getRaw(['paging', 'first']);
  const $last: Step = fieldArgs.getRaw(['paging', 'last']);
  const $after = fieldArgs.getRaw(['paging', 'after']) as Step<string | null>;
  const $before = fieldArgs.getRaw(['paging', 'before']) as Step<string | null>;
  $connection.setFirst(lambda([$first, $last], pageSize));
  $connection.setLast(
    lambda($last, (last: number | null | undefined) =>
      last == null ? null : pageSize([last, null]),
    ),
  );
  $connection.setAfter($after);
  $connection.setBefore($before);
  return $connection;
}

/** How many there are on all pages. */
export function totalCount($connection: Connection) {
  const $all = $connection.cloneSubplanWithoutPagination('aggregate') as unknown as Select;
  return $all.singleAsRecord().select(sql`count(*)`, TYPES.bigint, false);
}
