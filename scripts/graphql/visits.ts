/*
 * One request's dealings with the database: with what session its API was chosen,
 * and what the database said of that when the request got there.
 *
 * The API is chosen by the session that the caller had last time, so that nothing is
 * asked beforehand. The database derives the session anew in each transaction; if it
 * is another one by now, nothing of the request has any effect, and it starts again:
 * once. With a session that was read since the request began it goes on, as if the
 * change had come a moment later; else those who change metadata without a pause would
 * keep others from ever being answered.
 */
import { errorCode } from '../errors.ts';
import { type Session, toSession } from './session.ts';

export interface Visit {
  readonly session: Session;
  /** The session was read since the request began. */
  readonly isFresh: boolean;
  /** Whether the database has let the request in, with the session it expected. */
  entered: boolean;
  /** The session's answer, if the database gave another one. */
  newer?: string;
  /** Why the request was not let in. */
  refusal?: unknown;
  /** How many changing transactions are done. */
  commits: number;
  /** A statement failed as one does whose table is no longer what it was. */
  isOutdated: boolean;
}

export function createVisit(session: Session, isFresh = false): Visit {
  return { session, isFresh, entered: false, commits: 0, isOutdated: false };
}

/** Thrown to end what is under way with a session that is no longer the caller's. */
const OUTDATED = new Error('The session has changed: the request starts again.');

/** Result types or names that were planned for and are no longer there. */
const OUTDATED_CODES: ReadonlySet<string> = new Set(['0A000', '42P01', '42703', '3F000']);

/** Ends a request that has to start again, before it does anything more. */
export function assertCurrent({ newer }: Visit): void {
  if (newer !== undefined) throw OUTDATED;
}

function isSameRole(session: Session, answer: string): boolean {
  const { schemaName, databaseRole, settingsRole } = toSession(session.claims, answer);
  return (
    schemaName === session.schemaName &&
    databaseRole === session.databaseRole &&
    settingsRole === session.settingsRole
  );
}

/** Compares what the database let in with what was expected; later transactions go on with the API of the first. */
export function admit(visit: Visit, answer: string): void {
  if (visit.entered) return;
  if (answer !== visit.session.answer && !(visit.isFresh && isSameRole(visit.session, answer))) {
    visit.newer = answer;
    throw OUTDATED;
  }
  visit.entered = true;
}

/** Remembers what a failure means for the whole request. */
export function noteFailure(visit: Visit, error: unknown): void {
  if (error === OUTDATED) return;
  if (!visit.entered) visit.refusal ??= error;
  if (visit.commits === 0 && OUTDATED_CODES.has(errorCode(error) ?? '')) visit.isOutdated = true;
}
