/*
 * The workspace as PostGraphile's build sees it: the shape of its API. A way to
 * the database is no part of it: each request brings its caller's own.
 */
import type { PgClient, WithPgClient } from 'postgraphile/@dataplan/pg';
import { SHAPE_SCHEMA, type Shape } from './introspection.ts';

interface ServiceSettings {
  readonly shape: Shape;
}

declare global {
  namespace Grafast {
    interface Context {
      /** The caller's way to the database. */
      withPgClient: WithPgClient;
      /** The caller's workspace, as the database derived it. */
      workspaceId: string;
      /** /metadata: whom the token is of, as the database confirmed; null for one without a user. */
      userId?: string | null;
      /** Unused: the database derives all settings from the claims. */
      pgSettings?: null;
    }
  }
  namespace GraphileConfig {
    interface PgAdaptors {
      'dual-schema': {
        adaptorSettings: ServiceSettings;
        makePgServiceOptions: ServiceSettings;
        client: PgClient;
      };
    }
  }
}

export type WorkspaceService = GraphileConfig.PgServiceConfiguration<'dual-schema'> & {
  readonly adaptorSettings: ServiceSettings;
};

export function workspaceService(settings: ServiceSettings): WorkspaceService {
  return {
    name: 'main',
    schemas: [SHAPE_SCHEMA],
    pgSettingsKey: 'pgSettings',
    withPgClientKey: 'withPgClient',
    adaptor: {
      createWithPgClient() {
        throw new Error('An API that serves many workspaces has no connection of its own.');
      },
      makePgService: workspaceService,
    },
    adaptorSettings: settings,
  };
}
