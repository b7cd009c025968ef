/*
 * The limits of the API, in one place: of what a request may ask for (how each is refused is in
 * docs/operations.md), of how long things may take, and of what a process keeps.
 */
import { getHeapStatistics } from 'node:v8';

export const PAGE_SIZE_DEFAULT = 60;
export const PAGE_SIZE_MAX = 200;
/** Records that one mutation field may write. */
export const BATCH_RECORDS_MAX = 200;
/** Values of one mutation field: Postgres counts a statement's parameters in 16 bits, and some are ours. */
export const BATCH_VALUES_MAX = 60_000;
export const DEPTH_MAX = 10;
/** See cost.ts: three lists within each other, none of which says how long, and several fields of each record. */
export const COST_MAX = 2_000_000;
/** How often a request begins again because its workspace has changed. */
export const ATTEMPTS_MAX = 5;
/** Fields and fragments of an operation, each fragment counted wherever it is spread. */
export const SELECTIONS_MAX = 2_000;
/** Of a refused change of metadata, the first of what is wrong. */
export const FAULTS_MAX = 200;
/** Operations and fragments of a document: what follows one fragment into the next would overflow its stack. */
export const DEFINITIONS_MAX = 500;
/** How much of a schema a request may ask for, in standard introspections. */
export const INTROSPECTIONS_MAX = 4;
/** Brackets of any kind in a query or in its variables. */
export const NESTING_MAX = 100;
/** Of a query's text, which is parsed and validated while nobody else is answered; values belong into variables. */
export const QUERY_CHARACTERS_MAX = 100_000;
export const BODY_BYTES_MAX = 1024 * 1024;
/** Of what is read for a request, a value as often as the answer may hold it. */
export const ANSWER_BYTES_MAX = 32 * 1024 * 1024;
/** For a client to send a request, and to go on taking its answer. */
export const CLIENT_WAIT_MS = 60_000;
export const REQUEST_TIMEOUT_MS = 30_000;
/** Connections to the database for requests, of each process. */
export const CONNECTIONS_MAX = 10;
export const CONNECTION_WAIT_MS = 5_000;
/** What is asked of the database beside requests (is it there, stop this one) has to be answered by then. */
export const ASIDE_TIMEOUT_MS = 2_000;
/** After so much silence, a connection to the database is tried. */
export const KEEP_ALIVE_MS = 10_000;
/** A connection knows its prepared statements: it is worth keeping. */
export const CONNECTION_IDLE_MS = 300_000;
/** Requests of one workspace that wait for a connection. */
export const WAITING_REQUESTS_MAX = 100;
export const PREPARED_STATEMENTS_MAX = 200;
/** Workspaces and roles of which is known which API they have. */
export const SHAPES_MAX = 20_000;
/** What V8 takes for young objects at most, beyond --max-old-space-size: nothing that is kept stays there. */
const YOUNG_BYTES_MAX = 192 * 2 ** 20;
const HEAP_BYTES_MAX = getHeapStatistics().heap_size_limit;
/** What all APIs may keep: half of what the heap has for old objects, whose size is Node's own setting (--max-old-space-size). */
export const INSTANCES_BYTES_MAX = Math.floor(
  Math.max(HEAP_BYTES_MAX - YOUNG_BYTES_MAX, HEAP_BYTES_MAX / 4) / 2,
);
/** What an API keeps of the heap without any query, as measured, by the length of its shape. */
export const SHAPE_CHARACTER_BYTES = 75;
export const BUILD_RETRY_MS = 1_000;
export const LISTEN_CHECK_MS = 10_000;
export const LISTEN_RETRY_MS = 500;
/** Of each API. */
export const DOCUMENTS_MAX = 100;
export const DOCUMENTS_BYTES_MAX = Math.floor(INSTANCES_BYTES_MAX / 8);
/** What a query keeps of the heap, as measured; the cost is that of planning it. */
export const PLAN_BYTES = {
  ofCharacter: 150,
  ofRefusal: 5_000,
  ofPlan: 120_000,
  ofSelection: 3_000,
  ofCost: 3,
};
/** Plans of one operation: @skip and @include make one for each combination of their variables. */
export const OPERATION_PLANS_MAX = 4;
export const TOKENS_MAX = 10_000;
/** How long a token that was checked is believed: longer than that, its key may be withdrawn. */
export const TOKEN_CHECK_MS = 60_000;
export const RETRY_AFTER_SECONDS = 1;
/** How much of an operation's name the log shows. */
export const OPERATION_NAME_MAX = 100;
/** What a server that is told twice to end waits for. */
export const HURRY_MS = 1_000;
