/*
 * The demo workspace's data model for the landing page, drawn anew when its metadata has changed.
 */
import { withClient } from '../db/client.ts';
import { diagramOf } from '../diagram/diagram.ts';
import { readModel } from '../workspaces/model.ts';

/** What the page shows. */
export interface ModelPicture {
  readonly title: string;
  readonly objects: readonly PicturedObject[];
  readonly svg: string;
}

interface PicturedObject {
  readonly name: string;
  readonly label: string;
  readonly fields: number;
}

interface Found {
  readonly id: string;
  readonly displayName: string;
  readonly version: string;
}

/** Draws it when asked; undefined where there is no such workspace. */
export function createModelPicture(
  adminUrl: string,
  subdomain: string,
): () => Promise<ModelPicture | undefined> {
  let drawn: { readonly of: string; readonly picture: ModelPicture } | undefined;
  return () =>
    withClient(adminUrl, async (client) => {
      const { rows } = await client.query<Found>(
        `select id, "displayName", "metadataVersion" as version
           from core.workspace where subdomain = $1 and "deletedAt" is null`,
        [subdomain],
      );
      const [found] = rows;
      if (found === undefined) return undefined;
      const of = JSON.stringify(found);
      if (drawn?.of === of) return drawn.picture;
      const diagram = diagramOf(found.displayName, await readModel(client, found.id));
      // The layout engine is large, and only this page needs it.
      const { svgOf } = await import('../diagram/svg.ts');
      const objects = diagram.objects.map(({ name, label, fields }) => ({
        name,
        label,
        fields: fields.length,
      }));
      const picture = { title: diagram.title, objects, svg: await svgOf(diagram) };
      drawn = { of, picture };
      return picture;
    });
}
