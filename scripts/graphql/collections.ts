/*
 * A list of records as a connection: its arguments, and the plan that obeys them.
 *
 * The root list (people) and the inverse of a relation (company.people) are the
 * same thing but for where the rows come from, so both use this.
 */
import type { GraphQLInputType } from 'graphql';
import { PgCondition, type PgSelectQueryBuilder } from 'postgraphile/@dataplan/pg';
import { type FieldArgs, lambda, SafeError, type Step } from 'postgraphile/grafast';
import { RecordConnectionStep } from './connections.ts';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from './limits.ts';
import {
  canBeDeleted,
  type Filter,
  isStaticallyAbsent,
  mentionsDeletedAt,
  onlyLive,
  type RecordResource,
  type RecordSelect,
} from './records.ts';

type Argument = { type: GraphQLInputType; description: string };
type Arguments = Record<string, Argument>;

function badInput(message: string): SafeError {
  return new SafeError(message, { code: 'BAD_USER_INPUT' });
}

/** The filter argument of lists and groups of `resource`. */
export function filterArgument(build: GraphileBuild.Build, { codec }: RecordResource): Argument {
  const typeName = build.inflection.tableType(codec);
  return {
    type: build.getInputTypeByName(build.inflection.filterInputType(typeName)),
    description: 'Which records. Without a condition on deletedAt, soft-deleted ones are left out.',
  };
}

/** The arguments of every list of `resource`. */
export function collectionArguments(
  build: GraphileBuild.Build,
  resource: RecordResource,
): Arguments {
  const { GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLString } = build.graphql;
  const typeName = build.inflection.tableType(resource.codec);
  const orderBy = build.getInputTypeByName(build.inflection.orderByInputType(typeName));
  return {
    filter: filterArgument(build, resource),
    orderBy: {
      type: new GraphQLList(new GraphQLNonNull(orderBy)),
      description: 'Sort keys, most significant first; the id is always the last one.',
    },
    first: {
      type: GraphQLInt,
      description: `How many from the start; ${PAGE_SIZE_DEFAULT} by default, at most ${PAGE_SIZE_MAX}.`,
    },
    last: {
      type: GraphQLInt,
      description: `How many from the end, instead of first; at most ${PAGE_SIZE_MAX}.`,
    },
    after: { type: GraphQLString, description: 'A cursor: only records after it.' },
    before: { type: GraphQLString, description: 'A cursor: only records before it.' },
    offset: { type: GraphQLInt, description: 'How many to skip; not with last.' },
  };
}

/**
 * The plan of a list: `$select` has its own conditions, the arguments add theirs.
 * `isRepeated` says that it is the list of each of many records.
 */
export function collectionPlan(
  $select: RecordSelect,
  fieldArgs: FieldArgs,
  isRepeated = false,
): RecordConnectionStep {
  applyFilter($select, fieldArgs);
  const $connection = new RecordConnectionStep($select, {
    $orderBy: fieldArgs.getRaw('orderBy'),
    $after: fieldArgs.getRaw('after'),
    $before: fieldArgs.getRaw('before'),
    $first: fieldArgs.getRaw('first'),
    $last: fieldArgs.getRaw('last'),
    isRepeated,
  });
  limit($connection, fieldArgs);
  return $connection;
}

function conditionsOf(query: PgSelectQueryBuilder, filter: Filter): PgCondition | undefined {
  return filter == null ? undefined : new PgCondition(query);
}

function liveConditionsOf(query: PgSelectQueryBuilder, filter: Filter): PgCondition | undefined {
  if (!mentionsDeletedAt(filter)) onlyLive(query);
  return conditionsOf(query, filter);
}

/** Puts the filter's conditions into a query; soft-deleted records are left out, unless it asks about deletedAt itself. */
export function applyFilter($select: RecordSelect, fieldArgs: FieldArgs): void {
  const hidesDeleted = canBeDeleted($select.resource);
  if (!isStaticallyAbsent(fieldArgs.getRaw('filter'))) {
    fieldArgs.apply($select, 'filter', hidesDeleted ? liveConditionsOf : conditionsOf);
  } else if (hidesDeleted) {
    onlyLive($select);
  }
}

function limit($connection: RecordConnectionStep, fieldArgs: FieldArgs): void {
  const $first: Step = fieldArgs.getRaw('first');
  const $last: Step = fieldArgs.getRaw('last');
  const $offset: Step = fieldArgs.getRaw('offset');
  $connection.setFirst(lambda([$first, $last], firstRows));
  if (!isStaticallyAbsent($last)) $connection.setLast(lambda([$last, $offset], lastRows));
  if (!isStaticallyAbsent($offset)) $connection.setOffset(lambda($offset, skippedRows));
}

type Count = number | null | undefined;

/** How many to read: for a page of none one, to know whether there are any. */
function pageSize(name: string, count: number): number {
  if (count < 0 || count > PAGE_SIZE_MAX) {
    throw badInput(`"${name}" is ${count}: give a number from 0 to ${PAGE_SIZE_MAX}.`);
  }
  return Math.max(1, count);
}

function firstRows([first, last]: readonly [Count, Count]): Count {
  if (first == null) return last == null ? PAGE_SIZE_DEFAULT : null;
  if (last != null) throw badInput('Give "first" or "last", not both.');
  return pageSize('first', first);
}

function lastRows([last, offset]: readonly [Count, Count]): Count {
  if (last == null) return null;
  if (offset != null) throw badInput('"offset" counts from the start: it does not go with "last".');
  return pageSize('last', last);
}

function skippedRows(offset: Count): Count {
  if (offset != null && offset < 0) throw badInput(`"offset" is ${offset}: give 0 or more.`);
  return offset;
}
