/*
 * An object "deal" with three records, on its way through the changes that its metadata undergoes.
 */
import { expect } from '@jest/globals';
import { type Changing, changing } from '../scripts/graphql/changing.ts';
import {
  type Answer,
  type Api,
  type Caller,
  createField,
  createObject,
  objectId,
  startApi,
} from '../scripts/graphql/support.ts';

export interface Deals {
  readonly api: Api;
  readonly caller: Caller;
  readonly change: Changing;
  /** The id of the object. */
  readonly object: string;
  /** The ids of the fields, by the names that they are created with. */
  readonly fields: Readonly<Record<DealField, string>>;
  /** What the records have, in the order of `sortedBy`. */
  values(...names: string[]): Promise<unknown[]>;
  settingsOf(field: DealField): Promise<Record<string, unknown>>;
  /** The names that `values` asks by, which change. */
  plural: string;
  sortedBy: string;
}

type DealField = 'title' | 'amount' | 'stage' | 'tags' | 'code' | 'customer';

/** An option whose label is its value. */
export const option = (value: string) => ({ value, label: value });

export async function startDeals(): Promise<Deals> {
  const api = await startApi();
  const caller = await api.caller(await api.createWorkspace('life'));
  const object = await createObject(caller, 'deal', 'deals');
  const relationTargetObjectId = await objectId(caller, 'company');
  const fields = {} as Record<DealField, string>;
  for (const given of [
    { name: 'title', type: 'TEXT', settings: { maxLength: 40 } },
    { name: 'amount', type: 'TEXT' },
    { name: 'stage', type: 'SELECT', options: ['OPEN', 'WON', 'LOST'].map(option) },
    { name: 'tags', type: 'MULTI_SELECT', options: ['HOT', 'OLD'].map(option) },
    { name: 'code', type: 'TEXT' },
    {
      name: 'customer',
      type: 'RELATION',
      settings: { relationType: 'MANY_TO_ONE', relationTargetObjectId },
    },
  ] as const) {
    fields[given.name] = await createField(caller, object, given);
  }
  await caller.data(`mutation {
    a: createDeal(data: { title: "alpha", amount: "10.50", stage: "OPEN", tags: ["HOT", "OLD"], code: "1" }) { id }
    b: createDeal(data: { title: "beta", amount: "7", stage: "LOST", tags: ["OLD"], code: "1" }) { id }
    c: createDeal(data: { title: "gamma", amount: null, stage: null, tags: [], code: null }) { id }
  }`);
  const deals: Deals = {
    api,
    caller,
    change: changing(caller),
    object,
    fields,
    plural: 'deals',
    sortedBy: 'title',
    async values(...names) {
      const data = await caller.data(
        `{ ${deals.plural}(orderBy: [{ ${deals.sortedBy}: AscNullsLast }]) { edges { node { ${names.join(' ')} } } } }`,
      );
      return data[deals.plural].edges.map(({ node }: { node: Record<string, unknown> }) =>
        names.length === 1 ? node[names[0] as string] : node,
      );
    },
    async settingsOf(name) {
      const query = 'query ($id: ID!) { field(id: $id) { settings } }';
      return (await caller.metadata(query, { id: fields[name] })).field.settings;
    },
  };
  return deals;
}

/** How a change was refused. */
export function refusal({ errors }: Answer) {
  const { code, sqlstate, detail, hint } = errors?.[0]?.extensions ?? {};
  expect({ code, hint }).toEqual({ code: 'METADATA_VALIDATION_FAILED', hint: expect.any(String) });
  return { sqlstate, message: errors?.[0]?.message, detail: `${detail}` };
}
