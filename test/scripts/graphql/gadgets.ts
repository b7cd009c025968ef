/*
 * An object "gadget" with a field of each type and two relations to company, for tests of the dialect.
 */
import { type Api, type Caller, createField, createObject, objectId, startApi } from './support.ts';

export interface Gadgets {
  readonly api: Api;
  readonly caller: Caller;
  /** Where the tables are. */
  readonly schema: string;
  /** The id of the object. */
  readonly objectId: string;
  /** Creates a gadget and returns its id. */
  create(data: Record<string, unknown>): Promise<string>;
  /** The names of the gadgets that the arguments find. */
  names(args?: string): Promise<string[]>;
  /** Removes all gadgets and companies. */
  clear(): Promise<void>;
}

const options = {
  options: [
    { value: 'A', label: 'A' },
    { value: 'B', label: 'B' },
    { value: `it's "C"`, label: 'C' },
  ],
};

/** Every type of field but RELATION. */
export const FIELDS = [
  { name: 'name', type: 'TEXT', isNullable: false },
  { name: 'code', type: 'TEXT', isUnique: true },
  { name: 'size', type: 'NUMBER', settings: { dataType: 'int', min: 0 } },
  { name: 'weight', type: 'NUMBER' },
  { name: 'serial', type: 'NUMBER', settings: { dataType: 'bigint' } },
  { name: 'ratio', type: 'NUMBER', settings: { dataType: 'float' } },
  { name: 'isNew', type: 'BOOLEAN' },
  { name: 'madeOn', type: 'DATE' },
  { name: 'checkedAt', type: 'DATE_TIME' },
  { name: 'kind', type: 'SELECT', settings: options },
  { name: 'marks', type: 'MULTI_SELECT', settings: options },
  { name: 'price', type: 'CURRENCY', settings: { currencyCode: 'USD' } },
  { name: 'cost', type: 'CURRENCY' },
  { name: 'stars', type: 'RATING' },
  { name: 'email', type: 'EMAIL' },
  { name: 'phone', type: 'PHONE' },
  { name: 'website', type: 'URL' },
];

export async function startGadgets(environment?: Record<string, string>): Promise<Gadgets> {
  const api = await startApi(environment);
  const caller = await api.caller(await api.createWorkspace('gadgets'));
  const gadget = await createObject(caller, 'gadget', 'gadgets', FIELDS);
  const relationTargetObjectId = await objectId(caller, 'company');
  for (const [name, relationTargetFieldName] of Object.entries({ maker: 'made', seller: 'sold' })) {
    const settings = {
      relationType: 'MANY_TO_ONE',
      relationTargetObjectId,
      relationTargetFieldName,
    };
    await createField(caller, gadget, { name, type: 'RELATION', settings });
  }
  const [workspace] = await api.database.query<{ schemaName: string }>(
    'select "schemaName" from core.workspace',
  );
  const schema = workspace?.schemaName ?? '';
  return {
    api,
    caller,
    schema,
    objectId: gadget,
    async create(data) {
      const { createGadget } = await caller.data(
        'mutation ($data: GadgetCreateInput!) { createGadget(data: $data) { id } }',
        { data },
      );
      return createGadget.id;
    },
    async names(args) {
      const { gadgets } = await caller.data(
        `{ gadgets${args ? `(${args})` : ''} { edges { node { name } } } }`,
      );
      return gadgets.edges.map(({ node }: { node: { name: string } }) => node.name);
    },
    async clear() {
      await api.database.query(`delete from ${schema}.gadget; delete from ${schema}.company`);
    },
  };
}
