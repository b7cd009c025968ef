/*
 * An object "gadget" with a field of each type and two relations to company, for tests of the dialect.
 */
import { type Api, type Caller, createField, createObject, objectId, startApi } from './support.ts';

export interface Gadgets {
  readonly api: Api;
  readonly caller: Caller;
  /** The workspace's schema in the database. */
  readonly schema: string;
  /** Creates a gadget and returns its id. */
  create(data: Record<string, unknown>): Promise<string>;
  /** The names of the gadgets that the arguments find. */
  names(args?: string): Promise<string[]>;
  /** How many there are, soft-deleted ones too. */
  count(): Promise<number>;
  /** Removes all gadgets and companies. */
  clear(): Promise<void>;
}

const options = {
  options: [
    { value: 'A', label: 'A' },
    { value: 'B', label: 'B' },
  ],
};

const FIELDS = [
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
  { name: 'note', type: 'TEXT', settings: { maxLength: 20 } },
  { name: 'share', type: 'NUMBER', settings: { precision: 5, scale: 2 } },
];

export async function startGadgets(environment?: Record<string, string>): Promise<Gadgets> {
  const api = await startApi(environment);
  const caller = await api.caller(await api.createWorkspace('gadgets'));
  const gadget = await createObject(caller, 'gadget', 'gadgets', FIELDS);
  const relationTargetObjectId = await objectId(caller, 'company');
  for (const [name, relationTargetFieldName, onDelete] of [
    ['maker', 'made', 'SET_NULL'],
    ['seller', 'sold', 'SET_NULL'],
    ['owner', 'owned', 'RESTRICT'],
  ] as const) {
    const settings = {
      relationType: 'MANY_TO_ONE',
      relationTargetObjectId,
      relationTargetFieldName,
      onDelete,
    };
    await createField(caller, gadget, { name, type: 'RELATION', settings });
  }
  await createField(caller, gadget, {
    name: 'part',
    type: 'RELATION',
    settings: {
      relationType: 'MANY_TO_ONE',
      relationTargetObjectId: gadget,
      relationTargetFieldName: 'wholes',
    },
  });
  const [workspace] = await api.database.query<{ schemaName: string }>(
    'select "schemaName" from core.workspace',
  );
  const schema = workspace?.schemaName ?? '';
  return {
    api,
    caller,
    schema,
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
    async count() {
      return (await api.database.query(`select from ${schema}.gadget`)).length;
    },
    async clear() {
      await api.database.query(`delete from ${schema}.gadget; delete from ${schema}.company`);
    },
  };
}
