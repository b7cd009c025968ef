/*
 * Every change that metadata can undergo, one after the other, in SQL. Each step says what it does; the
 * steps depend on one another.
 */
import { metadataStatements } from './metadata-statements.ts';
import { conversions } from './mistreatment/conversions.ts';
import { creations } from './mistreatment/creations.ts';
import { deletions } from './mistreatment/deletions.ts';
import { renamings } from './mistreatment/renamings.ts';
import type { Mistreated, Step } from './mistreatment/step.ts';
import type { Queries } from './workspaces.ts';

/** The steps for a workspace that has its standard objects alone. */
export function mistreatment(workspace: Mistreated): readonly Step[] {
  const statements = metadataStatements(workspace.id);
  return [creations, renamings, conversions, deletions].flatMap((part) =>
    part(statements, workspace),
  );
}

/** Does all of it to a workspace. */
export async function mistreat(database: Queries, workspace: Mistreated): Promise<void> {
  for (const { sql } of mistreatment(workspace)) await database.query(sql);
}
