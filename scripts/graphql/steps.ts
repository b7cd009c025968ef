/*
 * Steps that change one record by its id and say NOT_FOUND where there is none.
 *
 * The stock steps answer null (update) or an error of their own (delete).
 */
import { PgDeleteSingleStep, PgUpdateSingleStep } from 'postgraphile/@dataplan/pg';
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

async function orNotFound({ name, extensions }: RecordResource, result: unknown): Promise<unknown> {
  const row = await result;
  if (!isRow(row)) {
    const object = extensions?.title ?? name;
    throw new SafeError(`There is no ${object} with this id.`, { code: 'NOT_FOUND', object });
  }
  return row;
}

export class UpdateRecordStep extends PgUpdateSingleStep<RecordResource> {
  override async execute(details: ExecutionDetails): Promise<GrafastResultsList<unknown>> {
    const results = await super.execute(details);
    return results.map((result) => orNotFound(this.resource, result));
  }
}

export class DestroyRecordStep extends PgDeleteSingleStep<RecordResource> {
  override async execute(details: ExecutionDetails): Promise<GrafastResultsList<unknown>> {
    const results = await super.execute(details);
    return results.map((result) => orNotFound(this.resource, result));
  }
}
