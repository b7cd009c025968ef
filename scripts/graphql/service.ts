/*
 * The workspace as PostGraphile's build sees it: a schema, and a way to the
 * database that is the caller's own.
 */
import type { PgClient, WithPgClient } from 'postgraphile/@dataplan/pg';

interface ServiceSettings {
  readonly withPgClient: WithPgClient;
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
        makePgServiceOptions: ServiceOptions;
        client: PgClient;
      };
    }
  }
}

export interface ServiceOptions {
  readonly schemaName: string;
  readonly withPgClient: WithPgClient;
}

export type WorkspaceService = GraphileConfig.PgServiceConfiguration<'dual-schema'> & {
  readonly schemas: [string];
  readonly adaptorSettings: ServiceSettings;
};

export function workspaceService({ schemaName, withPgClient }: ServiceOptions): WorkspaceService {
  return {
    name: 'main',
    schemas: [schemaName],
    pgSettingsKey: 'pgSettings',
    withPgClientKey: 'withPgClient',
    adaptor: {
      createWithPgClient: () => withPgClient,
      makePgService: workspaceService,
    },
    adaptorSettings: { withPgClient },
  };
}
