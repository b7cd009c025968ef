/*
 * Two workspaces side by side, and the roles of one: each sees its own API and its own records.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, printSchema } from 'graphql';
import { type Api, type Caller, code, createObject, startApi } from './support.ts';

let api: Api;
let red: Caller;
let blue: Caller;

beforeAll(async () => {
  api = await startApi();
  red = await api.caller(await api.createWorkspace('red'));
  blue = await api.caller(await api.createWorkspace('blue'));
});

afterAll(() => api?.stop());

async function schemaOf(caller: Caller): Promise<GraphQLSchema> {
  return buildClientSchema(await caller.data(getIntrospectionQuery()));
}

describe('two workspaces', () => {
  test('have their own records under the same names', async () => {
    const { createCompany: company } = await red.data(
      'mutation { createCompany(data: { name: "Red Ltd" }) { id } }',
    );
    expect(await blue.data('{ companies { totalCount } }')).toEqual({
      companies: { totalCount: 0 },
    });
    const seen = await blue.data(
      'query ($id: ID) { company(filter: { id: { eq: $id } }) { name } }',
      { id: company.id },
    );
    expect(seen).toEqual({ company: null });
    for (const field of [
      'updateCompany(id: $id, data: { name: "x" })',
      'deleteCompany(id: $id)',
      'destroyCompany(id: $id)',
    ]) {
      expect(
        code(await blue.ask(`mutation ($id: ID!) { ${field} { id } }`, { id: company.id })),
      ).toBe('NOT_FOUND');
    }
    const linked = await blue.ask(
      'mutation ($id: ID) { createPerson(data: { companyId: $id }) { id } }',
      { id: company.id },
    );
    expect(code(linked)).toBe('BAD_USER_INPUT');
    expect(await red.data('{ companies { edges { node { name } } } }')).toEqual({
      companies: { edges: [{ node: { name: 'Red Ltd' } }] },
    });
  });

  test('have their own shape: what one makes, the other does not see', async () => {
    const id = await createObject(red, 'secret', 'secrets', [{ name: 'text', type: 'TEXT' }]);
    expect(await red.data('{ secrets { totalCount } }')).toEqual({ secrets: { totalCount: 0 } });
    expect(code(await blue.ask('{ secrets { totalCount } }'))).toBe('BAD_USER_INPUT');
    expect(await blue.metadata('query ($id: ID!) { object(id: $id) { id } }', { id })).toEqual({
      object: null,
    });
    const intruding = await blue.askMetadata(
      'mutation ($id: ID!) { createOneField(input: { field: { objectMetadataId: $id, name: "x", type: TEXT } }) { id } }',
      { id },
    );
    expect(code(intruding)).toBe('METADATA_VALIDATION_FAILED');
  });

  test('answer side by side on the same connections', async () => {
    await blue.data('mutation { createCompany(data: { name: "Blue Ltd" }) { id } }');
    const query = '{ companies { edges { node { name } } } }';
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? red : blue).data(query)),
    );
    answers.forEach(({ companies }, index) => {
      expect(companies.edges).toEqual([{ node: { name: index % 2 ? 'Red Ltd' : 'Blue Ltd' } }]);
    });
  });
});

describe('the roles of a workspace', () => {
  test('USER may not destroy, and is not shown how', async () => {
    const user = await api.caller(red.workspaceId, 'USER');
    const [forAdmin, forUser] = [await schemaOf(red), await schemaOf(user)];
    const mutations = (schema: GraphQLSchema) =>
      Object.keys(schema.getMutationType()?.getFields() ?? {});
    const destroys = mutations(forAdmin).filter((name) => name.startsWith('destroy'));
    expect(destroys).toContain('destroyCompany');
    expect(mutations(forUser)).toEqual(
      mutations(forAdmin).filter((name) => !destroys.includes(name)),
    );
  });

  test('one that may read nothing has an API with nothing in it', async () => {
    const [{ databaseRole, schemaName }] = (await api.database.query<{
      databaseRole: string;
      schemaName: string;
    }>(
      `select r."databaseRole", w."schemaName" from core.role r join core.workspace w on w.id = r."workspaceId"
       where w.id = $1 and r.name = 'USER'`,
      [blue.workspaceId],
    )) as [{ databaseRole: string; schemaName: string }];
    await api.database.query(
      `revoke all on all tables in schema ${schemaName} from ${databaseRole}`,
    );
    const user = await api.caller(blue.workspaceId, 'USER');
    expect(await user.data('{ __typename }')).toEqual({ __typename: 'Query' });
    expect(printSchema(await schemaOf(user))).not.toContain('Company');
    await api.database.query('select core.repair($1)', [blue.workspaceId]);
  });
});
