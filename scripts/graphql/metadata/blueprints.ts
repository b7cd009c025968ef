/*
 * Blueprints and drift of the caller's own workspace: the functions of core, each
 * called in the caller's name, who may call it or may not.
 */
import { loadOneWithPgClient, sideEffectWithPgClient } from 'postgraphile/@dataplan/pg';
import { access, context, type FieldArgs, type Step } from 'postgraphile/grafast';
import { executor } from './tables.ts';

type Parameters = readonly [workspaceId: string, blueprint?: unknown, allow?: readonly string[]];

/** What `text` is given: jsonb takes JSON as text. */
function values([workspaceId, blueprint, allow]: Parameters): unknown[] {
  return [
    workspaceId,
    ...(blueprint === undefined ? [] : [JSON.stringify(blueprint)]),
    ...(allow === undefined ? [] : [allow]),
  ];
}

/** The rows that a function answers, one after the other: a transaction writes, if only to take it back. */
function readRows(text: string, ...$parameters: Step[]) {
  const $lookup = [context().get('workspaceId') as Step, ...$parameters] as const;
  return loadOneWithPgClient(executor, $lookup, async (client, lookups) => {
    const results: unknown[][] = [];
    for (const lookup of lookups) {
      const { rows } = await client.query<unknown>({ text, values: values(lookup as never) });
      results.push([...rows]);
    }
    return results;
  });
}

const PLAN = `
select p."position", p.type, p.subject, p.sql, p.destructive from core.plan_blueprint($1, $2) p order by p."position"`;

export function planBlueprint(_$root: Step, fieldArgs: FieldArgs) {
  return readRows(PLAN, fieldArgs.getRaw('blueprint'));
}

export function exportBlueprint() {
  const $rows: Step = readRows('select core.export_blueprint($1) as blueprint');
  return access($rows, [0, 'blueprint']);
}

export function drift() {
  return readRows('select d.kind, d.subject, d.expected, d.actual, d.repair from core.drift($1) d');
}

const APPLY = 'select core.apply_blueprint($1, $2, $3) as operations';

export function applyBlueprint(_$root: Step, fieldArgs: FieldArgs) {
  const $parameters = [
    context().get('workspaceId') as Step,
    fieldArgs.getRaw('blueprint'),
    fieldArgs.getRaw('allow'),
  ] as const;
  return sideEffectWithPgClient(executor, $parameters, async (client, parameters) => {
    const { rows } = await client.query({ text: APPLY, values: values(parameters as never) });
    return rows[0];
  });
}
