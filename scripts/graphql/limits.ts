/* The limits of the API, in one place. Going over one is a BAD_USER_INPUT, or a TIMEOUT where it is time. */
import { getHeapStatistics } from 'node:v8';

export const PAGE_SIZE_DEFAULT = 60;
export const PAGE_SIZE_MAX = 200;
export const DEPTH_MAX = 10;
/** Brackets of any kind in a query or in its variables. */
export const NESTING_MAX = 100;
export const BODY_BYTES_MAX = 1024 * 1024;
export const STATEMENT_TIMEOUT_MS = 30_000;
export const CLOSE_WAIT_MS = 5_000;
export const CONNECTIONS_MAX = 10;
export const CONNECTION_WAIT_MS = 10_000;
export const PREPARED_STATEMENTS_MAX = 200;
/** Workspaces and roles of which is known which API they have. */
export const SHAPES_MAX = 20_000;
/** What all APIs may keep: half of the heap, whose size is Node's own setting (--max-old-space-size). */
export const INSTANCES_BYTES_MAX = getHeapStatistics().heap_size_limit / 2;
/** What an API keeps of the heap, as measured: by the length of its shape, and of the queries planned for it. */
export const INSTANCE_BYTES = { ofShapeCharacter: 75, ofQueryCharacter: 1_900 };
export const BUILD_RETRY_MS = 1_000;
export const LISTEN_CHECK_MS = 10_000;
export const LISTEN_RETRY_MS = 500;
export const DOCUMENTS_MAX = 500;
export const DOCUMENT_CHARACTERS_MAX = 1_000_000;
export const TOKENS_MAX = 10_000;
