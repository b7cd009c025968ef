/*
 * Who calls: the claims of a checked token, and what the database makes of them.
 *
 * Role and schema are never chosen here: core.authorize() derives them from the
 * claims, and core.enter_workspace() or core.enter_metadata() applies them.
 */
import type { Pool } from 'pg';

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
}

interface AuthorizeRow {
  workspaceId: string;
  schemaName: string;
  databaseRole: string;
  settingsRole: string;
  metadataVersion: string;
}

const AUTHORIZE = `
select "workspaceId", "schemaName", "databaseRole", "settingsRole", "metadataVersion"
from core.authorize($1)`;

/** Raises SQLSTATE 28000 for claims that are unknown, revoked or do not match. */
export async function authorize(pool: Pool, claims: Claims): Promise<Session> {
  const { rows } = await pool.query<AuthorizeRow>({
    name: 'authorize',
    text: AUTHORIZE,
    values: [JSON.stringify(claims)],
  });
  const [row] = rows;
  if (!row) throw new Error('core.authorize() answered no row.');
  return { ...row, claims, metadataVersion: BigInt(row.metadataVersion) };
}
