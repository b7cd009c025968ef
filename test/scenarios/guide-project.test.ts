/*
 * The guide's "Creating Custom Objects & Fields": its three mutations as printed, then the table that
 * it shows as their result, compared with that very SQL run beside it.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ADD_PROJECT_FIELDS,
  CREATE_CUSTOM_OBJECT,
  CREATE_PROJECT_RELATIONS,
} from '../scripts/graphql/guide-text.ts';
import {
  type Api,
  type Caller,
  createField,
  objectId,
  startApi,
} from '../scripts/graphql/support.ts';
import { makeReference, readTable } from '../support/catalog.ts';
import { amended, indexingStrategy, PROJECT_SCHEMA, withObjectIds } from '../support/guide.ts';

let api: Api;
let caller: Caller;
let projectId: string;
let schema: string;

beforeAll(async () => {
  api = await startApi();
  caller = await api.caller(await api.createWorkspace('guide'));
  const [workspace] = await api.database.query<{ schemaName: string }>(
    'select "schemaName" from core.workspace',
  );
  schema = workspace?.schemaName ?? '';
});
afterAll(() => api?.stop());

test('CreateCustomObject, AddProjectFields and CreateProjectRelations run as printed', async () => {
  const { createOneObject } = await caller.metadata(CREATE_CUSTOM_OBJECT);
  projectId = createOneObject.id;
  expect(createOneObject).toEqual({
    id: expect.any(String),
    nameSingular: 'project',
    labelSingular: 'Project',
  });
  const ids = {
    project: projectId,
    company: await objectId(caller, 'company'),
    task: await objectId(caller, 'task'),
  };

  expect(await caller.metadata(withObjectIds(ADD_PROJECT_FIELDS, ids))).toEqual({
    createOneField: { id: expect.any(String), name: 'name', type: 'TEXT' },
    budget: { id: expect.any(String), name: 'budget', type: 'CURRENCY' },
    status: { id: expect.any(String), name: 'status', type: 'SELECT' },
  });
  expect(await caller.metadata(withObjectIds(CREATE_PROJECT_RELATIONS, ids))).toEqual({
    createOneField: { id: expect.any(String), name: 'company', type: 'RELATION' },
    tasks: { id: expect.any(String), name: 'tasks', type: 'RELATION' },
  });
});

/** What the guide prints, and what is different here for a documented reason. */
const REFERENCE = amended(PROJECT_SCHEMA, {
  // Nothing in the mutations says that the name is required.
  'name varchar(255) NOT NULL': 'name varchar(255)',
  // On every object, and fractional, so that a record can be put between two others.
  '"position" integer': '"position" double precision NOT NULL DEFAULT 0',
  // The database itself refuses what is not a currency value.
  'budget jsonb,': 'budget jsonb CHECK (core.is_currency_value(budget, 10, 2)),',
  // A record whose company is destroyed stays.
  'REFERENCES company(id)': 'REFERENCES company(id) ON DELETE SET NULL',
  'REFERENCES project(id)': 'REFERENCES project(id) ON DELETE SET NULL',
});

describe('the generated schema', () => {
  beforeAll(() =>
    makeReference(
      api.database,
      `create table company (id uuid primary key);
       create table task (id uuid primary key, "deletedAt" timestamptz);
       ${REFERENCE} ${indexingStrategy('project', 'name')}`,
    ),
  );

  test('project is the guide’s table: columns, checks, foreign keys, indexes', async () => {
    expect(await readTable(api.database, schema, 'project')).toEqual(
      await readTable(api.database, 'reference', 'project'),
    );
  });

  test('task has the reverse: projectId, its index and its foreign key', async () => {
    const task = await readTable(api.database, schema, 'task');
    const reference = await readTable(api.database, 'reference', 'task');
    expect(task.columns).toContain('projectId uuid');
    expect(reference.columns).toContain('projectId uuid');
    expect(task.indexes).toEqual(expect.arrayContaining([...reference.indexes]));
    expect(task.foreignKeys).toEqual(expect.arrayContaining([...reference.foreignKeys]));
    expect(reference.indexes).toHaveLength(1);
    expect(reference.foreignKeys).toHaveLength(1);
  });

  test('metadata has the inverse fields and both relations, "from" being the one side', async () => {
    const relations = await api.database.query(
      `select f."nameSingular" || '.' || ff.name as "from", t."nameSingular" || '.' || tf.name as "to",
              r."relationType"
         from core."relationMetadata" r
         join core."objectMetadata" f on f.id = r."fromObjectMetadataId"
         join core."objectMetadata" t on t.id = r."toObjectMetadataId"
         join core."fieldMetadata" ff on ff.id = r."fromFieldMetadataId"
         join core."fieldMetadata" tf on tf.id = r."toFieldMetadataId"
        where $1 in (f.id, t.id) order by 1`,
      [projectId],
    );
    expect(relations).toEqual([
      { from: 'company.projects', to: 'project.company', relationType: 'ONE_TO_MANY' },
      { from: 'project.tasks', to: 'task.project', relationType: 'ONE_TO_MANY' },
    ]);
  });
});

test('the history shows each step as the guide shows it, and who made it', async () => {
  const history = await api.database.query(
    `select (select jsonb_agg(e ->> 'type' order by n)
               from jsonb_array_elements(m.migrations) with ordinality x (e, n)) as types,
            m."appliedAt" is not null as applied, m."isCustom"
       from core."workspaceMigration" m
      where m."isCustom" order by m.version`,
  );
  const applied = { applied: true, isCustom: true };
  expect(history).toEqual([
    {
      types: ['CREATE_OBJECT', 'CREATE_INDEX', 'CREATE_INDEX', 'CREATE_INDEX'],
      ...applied,
    },
    { types: ['CREATE_FIELD', 'CREATE_INDEX'], ...applied },
    { types: ['CREATE_FIELD'], ...applied },
    { types: ['CREATE_FIELD', 'CREATE_INDEX'], ...applied },
    { types: ['CREATE_FIELD', 'CREATE_INDEX', 'CREATE_RELATION'], ...applied },
    { types: ['CREATE_FIELD', 'CREATE_INDEX', 'CREATE_RELATION'], ...applied },
  ]);
});

test('what the mutations made can be written and read, both ways along the relations', async () => {
  const { createCompany } = await caller.data(
    'mutation { createCompany(data: { name: "Acme" }) { id } }',
  );
  const { createProject } = await caller.data(
    `mutation ($companyId: ID) {
      createProject(data: {
        name: "Website", budget: { amount: 10000.00, currency: "USD" }, status: "planning", companyId: $companyId
      }) { id name budget status company { name } }
    }`,
    { companyId: createCompany.id },
  );
  expect(createProject).toEqual({
    id: expect.any(String),
    name: 'Website',
    budget: { amount: 10000, currency: 'USD' },
    status: 'planning',
    company: { name: 'Acme' },
  });
  await caller.data(
    'mutation ($id: ID) { createTask(data: { title: "Plan", projectId: $id }) { id } }',
    { id: createProject.id },
  );
  const { companies } = await caller.data(
    '{ companies { edges { node { projects { edges { node { tasks { edges { node { title } } } } } } } } } }',
  );
  expect(companies.edges).toEqual([
    {
      node: {
        projects: { edges: [{ node: { tasks: { edges: [{ node: { title: 'Plan' } }] } } }] },
      },
    },
  ]);
});

test('a field is queryable at once, however many follow one another', async () => {
  for (const name of ['alpha', 'beta', 'gamma']) {
    await createField(caller, projectId, { name, type: 'TEXT', defaultValue: name });
    const { projects } = await caller.data(`{ projects { edges { node { ${name} } } } }`);
    expect(projects.edges).toEqual([{ node: { [name]: name } }]);
  }
});

test('fields of several callers at once are all there when they are answered', async () => {
  const names = ['one', 'two', 'three', 'four', 'five'];
  await Promise.all(
    names.map(async (name) => {
      await createField(caller, projectId, { name, type: 'BOOLEAN', defaultValue: true });
      const { projects } = await caller.data(`{ projects { edges { node { ${name} } } } }`);
      expect(projects.edges).toEqual([{ node: { [name]: true } }]);
    }),
  );
});
