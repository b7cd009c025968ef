/*
 * The e-commerce extension of the demo workspace.
 */
import type pg from 'pg';
import blueprint from './commerce.blueprint.ts';

/** Adds product, order and orderItem to a workspace. */
export async function extendForCommerce(client: pg.ClientBase, workspaceId: string): Promise<void> {
  await client.query('select core.apply_blueprint($1, $2)', [
    workspaceId,
    JSON.stringify(blueprint),
  ]);
}
