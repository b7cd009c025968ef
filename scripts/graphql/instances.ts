/*
 * The APIs that this process has built: one for each shape, however many
 * workspaces and roles have it.
 *
 * What they keep of the heap is bounded: those that were not used for longest go
 * first. A build keeps the process busy for tens of milliseconds, so there is one
 * at a time, and before the next all others have as long as it took.
 */
import { setTimeout as delay, setImmediate as whatHasArrived } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { buildSchema, gather } from 'postgraphile/graphile-build';
import { type ErrorFields, errorFields } from './constraints.ts';
import { createDocuments, type Documents } from './documents.ts';
import { BuildError } from './errors.ts';
import type { Shape } from './introspection.ts';
import { BUILD_RETRY_MS, INSTANCES_BYTES_MAX, SHAPE_CHARACTER_BYTES } from './limits.ts';
import { instanceBuilds, instanceEvictions } from './metrics.ts';
import { workspacePreset } from './preset.ts';
import { workspaceService } from './service.ts';

export interface WorkspaceInstance {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly fields: ErrorFields;
}

/** How many APIs and queries are kept, and what they are taken to keep of the heap. */
export interface InstancesStats {
  readonly count: number;
  readonly documents: number;
  readonly bytes: number;
}

export interface Instances {
  has(fingerprint: string): boolean;
  /** The API of a shape, if it is built: it is in use. */
  use(fingerprint: string): WorkspaceInstance | undefined;
  /** The API of a shape; built once, however many ask. */
  get(shape: Shape): Promise<WorkspaceInstance>;
  /** Nobody has this shape any more. */
  forget(fingerprint: string): void;
  stats(): InstancesStats;
}

export async function buildInstance(shape: Shape): Promise<WorkspaceInstance> {
  const preset: GraphileConfig.Preset = {
    extends: [workspacePreset],
    pgServices: [workspaceService({ shape })],
  };
  const input = await gather(preset);
  const schema = buildSchema(preset, input);
  return { schema, documents: createDocuments(schema), fields: errorFields(input.pgRegistry) };
}

interface Built {
  readonly instance: WorkspaceInstance;
  readonly shapeBytes: number;
  readonly documentBytes: number;
}

export interface InstancesOptions {
  readonly build?: (shape: Shape) => Promise<WorkspaceInstance>;
  readonly bytesMax?: number;
}

export function createInstances({
  build = buildInstance,
  bytesMax = INSTANCES_BYTES_MAX,
}: InstancesOptions = {}): Instances {
  const built = new LRUCache<string, Built>({
    maxSize: bytesMax,
    // One that is larger than all may be is kept, alone.
    sizeCalculation: ({ shapeBytes, documentBytes }) =>
      Math.min(bytesMax, shapeBytes + documentBytes),
    disposeAfter: (_built, _fingerprint, reason) => {
      if (reason === 'evict') instanceEvictions.inc();
    },
  });
  const building = new Map<string, Promise<WorkspaceInstance>>();
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = (shape: Shape): Promise<WorkspaceInstance> => {
    let began = 0;
    const result = last.then(async () => {
      await whatHasArrived();
      instanceBuilds.inc();
      began = performance.now();
      return build(shape);
    });
    const others = () => delay(performance.now() - began);
    last = result.then(others, others);
    return result;
  };

  const start = (shape: Shape): Promise<WorkspaceInstance> => {
    const { fingerprint, text } = shape;
    const promise = inTurn(shape).then(
      (instance) => {
        building.delete(fingerprint);
        const shapeBytes = text.length * SHAPE_CHARACTER_BYTES;
        built.set(fingerprint, { instance, shapeBytes, documentBytes: 0 });
        return instance;
      },
      (cause: unknown) => {
        // It would fail again: that is tried once in a while, not with each request.
        setTimeout(() => building.delete(fingerprint), BUILD_RETRY_MS).unref();
        throw new BuildError(cause);
      },
    );
    building.set(fingerprint, promise);
    return promise;
  };

  /** What an API keeps grows with the queries that are planned for it. */
  const used = (fingerprint: string): WorkspaceInstance | undefined => {
    const known = built.get(fingerprint);
    if (!known) return undefined;
    const documentBytes = known.instance.documents.bytes();
    if (documentBytes !== known.documentBytes) built.set(fingerprint, { ...known, documentBytes });
    return known.instance;
  };

  return {
    has: (fingerprint) => built.has(fingerprint),
    use: used,
    get: (shape) => {
      const known = used(shape.fingerprint);
      if (known) return Promise.resolve(known);
      return building.get(shape.fingerprint) ?? start(shape);
    },
    forget: (fingerprint) => void built.delete(fingerprint),
    stats: () => ({
      count: built.size,
      documents: [...built.values()].reduce(
        (sum, { instance }) => sum + instance.documents.count(),
        0,
      ),
      bytes: built.calculatedSize,
    }),
  };
}
