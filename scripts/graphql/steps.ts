/*
 * What changes one row by its id says NOT_FOUND where there is none.
 *
 * The stock step answers with an error of its own.
 */
import { PgDeleteSingleStep } from 'postgraphile/@dataplan/pg';
import { type ExecutionDetails, type GrafastResultsList, SafeError } from 'postgraphile/grafast';
import type { RecordResource } from './records.ts';

declare global {
  namespace DataplanPg {
    interface PgResourceExtensions {
      /** What messages call a row, where the resource's name is not the word for it. */
      title?: string;
    }
  }
}

/** What the stock steps answer for a row that was there. */
function isRow(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 't' in result;
}

export function notFound({ name, extensions }: RecordResource): SafeError {
  const object = extensions?.title ?? name;
  return new SafeError(`There is no ${object} with this id.`, { code: 'NOT_FOUND', object });
}

async function orNotFound(resource: RecordResource, result: unknown): Promise<unknown> {
  const row = await result;
  if (!isRow(row)) throw notFound(resource);
  return row;
}

export class DestroyRecordStep extends PgDeleteSingleStep<RecordResource> {
  override async execute(details: ExecutionDetails): Promise<GrafastResultsList<unknown>> {
    const results = await super.execute(details);
    return results.map((result) => orNotFound(this.resource, result));
  }
}
