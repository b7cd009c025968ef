/* The limits of the API, in one place. Going over one is a BAD_USER_INPUT, or a TIMEOUT where it is time. */

export const PAGE_SIZE_DEFAULT = 60;
export const PAGE_SIZE_MAX = 200;
/** Records that one mutation field may write. */
export const BATCH_RECORDS_MAX = 200;
/** Values of one mutation field: Postgres counts a statement's parameters in 16 bits, and some are ours. */
export const BATCH_VALUES_MAX = 60_000;
export const DEPTH_MAX = 10;
/** Fields and fragments of an operation, each fragment counted wherever it is spread. */
export const SELECTIONS_MAX = 2_000;
/** Brackets of any kind in a query or in its variables. */
export const NESTING_MAX = 100;
export const BODY_BYTES_MAX = 1024 * 1024;
export const STATEMENT_TIMEOUT_MS = 30_000;
export const CLOSE_WAIT_MS = 5_000;
export const CONNECTIONS_MAX = 10;
export const CONNECTION_WAIT_MS = 10_000;
export const PREPARED_STATEMENTS_MAX = 200;
export const WORKSPACE_INSTANCES_MAX = 500;
export const DOCUMENTS_MAX = 500;
export const DOCUMENT_CHARACTERS_MAX = 1_000_000;
/** Operations of one schema whose plans are kept; a plan is about a megabyte. */
export const PLANNED_OPERATIONS_MAX = 100;
/** Plans of one operation: @skip and @include make one for each combination of their variables. */
export const OPERATION_PLANS_MAX = 4;
export const TOKENS_MAX = 10_000;
