/*
 * Who calls: the claims of a checked token, and what the database makes of them.
 *
 * Role and schema are never chosen here: core.authorize() derives them from the
 * claims, and core.enter_workspace() or core.enter_metadata() applies them.
 */

/** The claims that the database is shown. */
export interface Claims {
  readonly sub?: string;
  readonly workspaceId: string;
  readonly role: string;
  readonly iat?: number;
  readonly exp?: number;
}

/** The answer of core.authorize(). */
export interface Session {
  readonly claims: Claims;
  readonly workspaceId: string;
  readonly schemaName: string;
  readonly databaseRole: string;
  readonly settingsRole: string;
  /** Grows with every change of the workspace's metadata. */
  readonly metadataVersion: bigint;
  /** The answer's text: another one means that role, schema or metadata are no longer the same. */
  readonly answer: string;
}

interface AuthorizeRow {
  workspaceId: string;
  schemaName: string;
  databaseRole: string;
  settingsRole: string;
  metadataVersion: number;
}

/** What can ask the database as the API's login. */
interface Queryable {
  query(config: {
    name: string;
    text: string;
    values: string[];
  }): Promise<{ rows: { answer: string }[] }>;
}

const AUTHORIZE = 'select to_jsonb(granted)::text as answer from core.authorize($1) granted';

/** Raises SQLSTATE 28000 for claims that are unknown, revoked or do not match. */
export async function authorize(database: Queryable, claims: Claims): Promise<Session> {
  const { rows } = await database.query({
    name: 'authorize',
    text: AUTHORIZE,
    values: [JSON.stringify(claims)],
  });
  const [row] = rows;
  if (!row) throw new Error('core.authorize() answered no row.');
  return toSession(claims, row.answer);
}

/** A session out of the answer that core.enter_workspace() gives as well. */
export function toSession(claims: Claims, answer: string): Session {
  const row = JSON.parse(answer) as AuthorizeRow;
  return { ...row, claims, answer, metadataVersion: BigInt(row.metadataVersion) };
}
