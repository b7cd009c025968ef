/*
 * The workspaces' APIs that this process has built.
 *
 * An instance is a GraphQL schema for one workspace and one role at one version
 * of its metadata. A newer version is built beside the old one, once however
 * many ask for it, and then takes its place; requests under way keep the old.
 */
import type { GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { WithPgClient } from 'postgraphile/@dataplan/pg';
import { buildSchema, gather } from 'postgraphile/graphile-build';
import { type ReadableFields, readableFields } from './constraints.ts';
import { createDocuments, type Documents } from './documents.ts';
import { WORKSPACE_INSTANCES_MAX } from './limits.ts';
import { workspacePreset } from './preset.ts';
import { workspaceService } from './service.ts';
import type { Session } from './session.ts';

export interface WorkspaceInstance {
  readonly schema: GraphQLSchema;
  readonly metadataVersion: bigint;
  readonly documents: Documents;
  readonly fields: ReadableFields;
}

export interface WorkspaceInstances {
  /** The API of the session's workspace and role, at its version or a newer one. */
  get(session: Session): Promise<WorkspaceInstance>;
}

/** Opens the caller's way to the database, for introspection as their role. */
type Connect = (session: Session) => WithPgClient;

export async function buildInstance(
  session: Session,
  withPgClient: WithPgClient,
): Promise<WorkspaceInstance> {
  const service = workspaceService({ schemaName: session.schemaName, withPgClient });
  const preset: GraphileConfig.Preset = { extends: [workspacePreset], pgServices: [service] };
  const input = await gather(preset);
  const schema = buildSchema(preset, input);
  return {
    schema,
    // Read before the introspection: what that saw is this version or a newer one.
    metadataVersion: session.metadataVersion,
    documents: createDocuments(schema),
    fields: readableFields(input.pgRegistry),
  };
}

export function createWorkspaceInstances(connect: Connect): WorkspaceInstances {
  const built = new LRUCache<string, WorkspaceInstance>({ max: WORKSPACE_INSTANCES_MAX });
  const building = new Map<string, Promise<WorkspaceInstance>>();

  const build = (key: string, session: Session): Promise<WorkspaceInstance> => {
    const promise = buildInstance(session, connect(session))
      .then((instance) => {
        built.set(key, instance);
        return instance;
      })
      .finally(() => building.delete(key)); // a failure is not kept: the next request tries again
    building.set(key, promise);
    return promise;
  };

  return {
    async get(session) {
      const key = `${session.schemaName} ${session.databaseRole}`;
      const isCurrent = (instance: WorkspaceInstance | undefined): instance is WorkspaceInstance =>
        instance !== undefined && instance.metadataVersion >= session.metadataVersion;
      for (;;) {
        const known = built.get(key);
        if (isCurrent(known)) return known;
        const underWay = building.get(key);
        if (!underWay) return build(key, session);
        // It may have begun before our version was there; then ours follows it.
        const instance = await underWay;
        if (isCurrent(instance)) return instance;
      }
    },
  };
}
