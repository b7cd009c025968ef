/*
 * The steps of a page of records: its order and its place, put into the query of
 * the list, and the connection that shows it.
 *
 * The library's own cursors are not used (see cursors.ts); its limit and offset are.
 */
import type { PgSelectQueryBuilder } from 'postgraphile/@dataplan/pg';
import {
  ConnectionStep,
  constant,
  type ExecutionDetails,
  type GrafastResultsList,
  lambda,
  type Step,
  UnbatchedStep,
} from 'postgraphile/grafast';
import { type SQL, sql } from 'postgraphile/pg-sql2';
import { decodeCursor, encodeCursor, isBeyond } from './cursors.ts';
import { type OrderByEntry, orderDigest, sortKeys } from './orders.ts';
import type { RecordResource, RecordSelect } from './records.ts';

type Maybe<Value> = Value | null | undefined;
type Row = readonly (string | null)[];

/** Where a row of the query has the texts of its sort keys. */
interface CursorColumns {
  readonly digest: string;
  readonly indexes: readonly number[];
}

interface Page {
  readonly items: readonly unknown[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

const NO_RECORDS: Page = { items: [], hasNextPage: false, hasPreviousPage: false };
const CURSOR_COLUMNS = 'cursorColumns';

export interface PageArguments {
  readonly $orderBy: Step<Maybe<readonly OrderByEntry[]>>;
  readonly $after: Step<Maybe<string>>;
  readonly $before: Step<Maybe<string>>;
  readonly $first: Step<Maybe<number>>;
  readonly $last: Step<Maybe<number>>;
  /** Whether this is the list of each of many records. */
  readonly isRepeated: boolean;
}

/**
 * A sort key that no index gives the order of. For a few rows in order Postgres
 * may read the whole table by the index of that order, hoping to meet the rows
 * soon; once for each record that has none, that was 4 seconds in place of 50 ms.
 */
function notFromIndex(key: SQL): SQL {
  return sql`least(${key})`;
}

/** Answers what a query must be told to sort, and to begin and end where the cursors say. */
class PageStep extends UnbatchedStep {
  override isSyncAndSafe = true;
  readonly #resource: RecordResource;
  readonly #isRepeated: boolean;
  #needsCursors = false;

  constructor(resource: RecordResource, { $orderBy, $after, $before, isRepeated }: PageArguments) {
    super();
    this.#resource = resource;
    this.#isRepeated = isRepeated;
    for (const $argument of [$orderBy, $after, $before]) this.addUnaryDependency($argument);
  }

  setNeedsCursors(): void {
    this.#needsCursors = true;
  }

  override deduplicate(peers: readonly PageStep[]): readonly PageStep[] {
    return peers.filter(
      (peer) => peer.#resource === this.#resource && peer.#isRepeated === this.#isRepeated,
    );
  }

  override deduplicatedWith(replacement: PageStep): void {
    if (this.#needsCursors) replacement.setNeedsCursors();
  }

  override unbatchedExecute(
    _extra: unknown,
    orderBy: Maybe<readonly OrderByEntry[]>,
    after: Maybe<string>,
    before: Maybe<string>,
  ) {
    return (query: PgSelectQueryBuilder): void => {
      // What is counted and summed up is the whole list.
      if (query.mode === 'aggregate') return;
      const keys = sortKeys(this.#resource, orderBy, query);
      keys.forEach(({ fragment: key, codec, direction, nulls }, index) => {
        const fragment = this.#isRepeated && index === 0 ? notFromIndex(key) : key;
        query.orderBy({ fragment, codec, direction, ...(nulls && { nulls }) });
      });
      query.setOrderIsUnique();
      if (after == null && before == null && !this.#needsCursors) return;
      const digest = orderDigest(this.#resource, keys);
      for (const [argument, cursor] of [
        ['after', after],
        ['before', before],
      ] as const) {
        if (cursor == null) continue;
        const place = decodeCursor(argument, cursor, digest, keys);
        query.where(isBeyond(keys, place, argument === 'before'));
      }
      if (!this.#needsCursors) return;
      const indexes = keys.map(({ fragment }) =>
        query.selectAndReturnIndex(sql`(${fragment})::text`),
      );
      query.setMeta(CURSOR_COLUMNS, { digest, indexes } satisfies CursorColumns);
    };
  }
}

function rowCursor([row, columns]: readonly [Maybe<Row>, Maybe<CursorColumns>]): string | null {
  if (row == null || columns == null) return null;
  return encodeCursor(
    columns.digest,
    columns.indexes.map((index) => row[index] ?? null),
  );
}

/** A list of records: the library's own types of its parts say nothing here. */
export class RecordConnectionStep extends ConnectionStep<unknown> {
  readonly #pageId: number;
  readonly #afterId: number;
  readonly #beforeId: number;
  readonly #firstId: number;
  readonly #lastId: number;
  #needsRecords = false;

  constructor($select: RecordSelect, page: PageArguments) {
    super($select as never);
    const $page = new PageStep($select.resource, page);
    $select.apply($page);
    this.#pageId = this.addUnaryDependency($page);
    this.#afterId = this.addUnaryDependency(page.$after);
    this.#beforeId = this.addUnaryDependency(page.$before);
    this.#firstId = this.addUnaryDependency(page.$first);
    this.#lastId = this.addUnaryDependency(page.$last);
  }

  override edges() {
    this.#needsRecords = true;
    return super.edges();
  }

  override setNeedsHasMore(): void {
    this.#needsRecords = true;
    super.setNeedsHasMore();
  }

  override cursorPlan($row: Step): Step<string> {
    this.#needsRecords = true;
    this.getDepOptions<PageStep>(this.#pageId).step.setNeedsCursors();
    const $columns = (this.getSubplan() as unknown as RecordSelect).getMeta(CURSOR_COLUMNS);
    return lambda([$row, $columns as Step<Maybe<CursorColumns>>], rowCursor) as Step<string>;
  }

  /** Nothing is read for a count alone. */
  override optimize() {
    return this.#needsRecords ? super.optimize() : (constant(NO_RECORDS) as never);
  }

  /** Beyond a cursor is at least the record that it was taken from, beyond a page of none what was read to know it. */
  override execute(details: ExecutionDetails): GrafastResultsList<Page | null> {
    const isAfter = details.values[this.#afterId]?.unaryValue() != null;
    const isBefore = details.values[this.#beforeId]?.unaryValue() != null;
    const isNoneFirst = details.values[this.#firstId]?.unaryValue() === 0;
    const isNoneLast = details.values[this.#lastId]?.unaryValue() === 0;
    const pages = super.execute(details) as GrafastResultsList<Page | null>;
    if (!isAfter && !isBefore && !isNoneFirst && !isNoneLast) return pages;
    return (pages as readonly (Page | null)[]).map(
      (page) =>
        page && {
          items: isNoneFirst || isNoneLast ? [] : page.items,
          hasNextPage: isBefore || page.hasNextPage || (isNoneFirst && page.items.length > 0),
          hasPreviousPage: isAfter || page.hasPreviousPage || (isNoneLast && page.items.length > 0),
        },
    );
  }
}
