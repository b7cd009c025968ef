/*
 * What the steps of a mistreatment are made of.
 */
import type { metadataStatements } from '../metadata-statements.ts';
import type { Workspace } from '../workspaces.ts';

/** One statement on metadata. */
export interface Step {
  readonly name: string;
  readonly sql: string;
}

/** Whose metadata it is. */
export type Mistreated = Pick<Workspace, 'id' | 'schema'>;

export type Statements = ReturnType<typeof metadataStatements>;

export function step(name: string, sql: string): Step {
  return { name, sql };
}
